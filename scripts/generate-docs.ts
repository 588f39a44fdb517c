import { readFileSync, writeFileSync } from 'node:fs';
import { generatedFiles, generatedParts, withPart } from './generated-parts.ts';

const root = new URL('..', import.meta.url).pathname;

for (const part of generatedParts) {
  const path = `${root}${part.file}`;
  const before = readFileSync(path, 'utf8');
  const after = withPart(before, part, part.make());
  if (after !== before) writeFileSync(path, after);
  console.log(`${part.file}: ${part.name} ${after === before ? 'was fresh' : 'made anew'}`);
}

for (const { file, make } of generatedFiles) {
  writeFileSync(`${root}${file}`, make());
  console.log(`${file}: made anew`);
}
