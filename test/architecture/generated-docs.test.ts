import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  type GeneratedPart,
  generatedFiles,
  generatedParts,
  withPart,
} from '../../scripts/generated-parts.ts';

const root = new URL('../..', import.meta.url).pathname;

/** True when the document says what the code says. */
function isFresh(document: string, part: GeneratedPart): boolean {
  return withPart(document, part, part.make()) === document;
}

describe('generated documents', () => {
  test.each(generatedParts)('the $name of $file are what the code says; else: npm run docs', (part) => {
    expect(isFresh(readFileSync(`${root}${part.file}`, 'utf8'), part)).toBe(true);
  });

  test.each(generatedFiles)('$file is what the code says; else: npm run docs', ({ file, make }) => {
    expect(readFileSync(`${root}${file}`, 'utf8')).toBe(make());
  });

  test('notices a key that was changed by hand and a part that is gone', () => {
    const [part] = generatedParts;
    if (part === undefined) throw new Error('there are no generated parts');
    const document = readFileSync(`${root}${part.file}`, 'utf8');
    expect(isFresh(document.replace('| `?` |', '| `F1` |'), part)).toBe(false);
    expect(() => isFresh(document.replace('<!-- /keys -->', ''), part)).toThrow('has no <!-- keys -->');
  });
});
