import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ConversionStep } from '../../../../src/executor/ingest/conversion.ts';
import { convertDocument } from '../../../../src/executor/ingest/convert-document.ts';
import { documentTypeOf } from '../../../../src/executor/ingest/document-types.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';

const fixtures = new URL('../../../fixtures/documents/', import.meta.url).pathname;

async function convert(file: string, steps: ConversionStep[] = []) {
  const type = documentTypeOf(file);
  if (type === null) throw new Error(`${file} has no type`);
  return await convertDocument({ file, type }, (step) => {
    if (step !== null) steps.push(step);
  });
}

/** Converts a file of this name and content. */
async function convertText(name: string, content: string | Uint8Array) {
  using temp = makeTempDir('document');
  writeFileSync(join(temp.path, name), content);
  return await convert(join(temp.path, name));
}

describe('files of office programs', () => {
  test('a Word document keeps headings, lists and tables', async () => {
    const steps: ConversionStep[] = [];
    const { body, stats, summary } = await convert(`${fixtures}oven.docx`, steps);
    expect(body).toBe(
      [
        '# Oven manual',
        'Keep the door shut while it heats.',
        '- Fan on',
        '1. Wait ten minutes',
        '| Part | Price \\| € |\n| --- | --- |\n| Fan | 12 |',
        '## Care',
        'Clean it weekly.',
      ].join('\n\n'),
    );
    expect(stats).toEqual({ characters: body.length, lines: 15, engine: 'mammoth' });
    expect(summary).toEqual([`Extracted ${body.length} characters`]);
    expect(steps).toEqual([{ unit: 'file', current: 1, total: 1, characters: body.length }]);
  });

  test('an Excel file becomes a table for each sheet, of 200 rows at most', async () => {
    const { body, stats, warnings } = await convert(`${fixtures}prices.xlsx`);
    expect(body).toContain(
      '## Prices\n\n2 rows, 2 columns.\n\n| item | price |\n| --- | --- |\n| flour | 1.25 |',
    );
    expect(body).toContain('| 199 | 39601 |\n\n_100 more rows are not shown._');
    expect(body).not.toContain('| 200 |');
    expect(stats).toMatchObject({ sheets: 3, rows: 302, engine: 'sheetjs' });
    expect(warnings).toEqual(['Truncated 100 rows from markdown output']);
  });

  test('so does one of the older format', async () => {
    const { body } = await convert(`${fixtures}prices.xls`);
    expect(body).toContain('| flour | 1.25 |\n| salt | 0.4 |');
  });

  test('a presentation is told slide by slide in the order in which it is shown, with notes and tables', async () => {
    const steps: ConversionStep[] = [];
    const { body, stats } = await convert(`${fixtures}slides.pptx`, steps);
    expect(body).toBe(
      [
        '## Slide 1: Bread & salt',
        'First',
        'Second',
        'Notes: Smile.',
        '## Slide 2',
        'Sales were good.',
        '| Day | Loaves |\n| --- | --- |\n| Monday | 40 |',
      ].join('\n\n'),
    );
    expect(stats).toMatchObject({ slides: 2, engine: 'htmlparser2' });
    expect(steps.map(({ unit, current, total }) => [unit, current, total])).toEqual([
      ['slide', 1, 2],
      ['slide', 2, 2],
    ]);
  });

  test('a PDF is told page by page', async () => {
    const steps: ConversionStep[] = [];
    const { body, stats } = await convert(`${fixtures}opening.pdf`, steps);
    expect(body).toBe('Opening the bakery\nLight the oven at four.\n\nClosing the café');
    expect(stats).toEqual({ characters: body.length, lines: 4, pages: 2, engine: 'pdf.js' });
    expect(steps).toEqual([
      { unit: 'page', current: 1, total: 2, characters: 42 },
      { unit: 'page', current: 2, total: 2, characters: 16 },
    ]);
  });

  test.each([
    ['encrypted.pdf', 'x.pdf', 'encrypted with a password'],
    ['opening.pdf', 'x.docx', 'its content is a PDF'],
    ['oven.docx', 'x.pdf', 'its content is a ZIP archive'],
    ['oven.docx', 'x.xlsx', 'no readable Excel file'],
    ['prices.xlsx', 'x.docx', 'no readable Word document'],
    ['prices.xlsx', 'x.pptx', 'no readable presentation'],
    ['prices.xls', 'x.xlsx', 'encrypted, or in the older binary format'],
  ])('%s under the name %s is refused with a reason', async (fixture, name, words) => {
    using temp = makeTempDir('document');
    copyFileSync(fixtures + fixture, join(temp.path, name));
    await expect(convert(join(temp.path, name))).rejects.toThrow(words);
  });
});

describe('csv and tsv', () => {
  test('become a table with their size above it', async () => {
    expect(await convertText('a.csv', '\ufeffa,b\r\n1,"x ""y"" | z"\r\n\r\n2,"two\nlines"\r\n3')).toEqual({
      body: '3 rows, 2 columns.\n\n| a | b |\n| --- | --- |\n| 1 | x "y" \\| z |\n| 2 | two lines |\n| 3 |  |',
      stats: { rows: 3, columns: 2 },
      summary: ['3 rows across 2 columns'],
      warnings: [],
    });
    expect((await convertText('a.tsv', 'a\tb\n1,5\t2')).body).toContain('| 1,5 | 2 |');
  });

  test('show 200 rows and count all', async () => {
    const rows = Array.from({ length: 201 }, (_, n) => `${n},x`).join('\n');
    const { body, stats, warnings } = await convertText('a.csv', `n,x\n${rows}`);
    expect(stats).toEqual({ rows: 201, columns: 2 });
    expect(warnings).toEqual(['Truncated 1 rows from markdown output']);
    expect(body).toContain('| 199 | x |\n\n_1 more rows are not shown._');
    expect(body).not.toContain('| 200 |');
  });

  test('without anything in them become a page that says so', async () => {
    expect(await convertText('a.csv', '')).toMatchObject({
      body: '_There is no text in this document._',
      stats: { rows: 0, columns: 0 },
    });
  });
});

describe('json', () => {
  test('a list of objects becomes a table of the fields of the first', async () => {
    expect(await convertText('a.json', '[{"a":1,"b":{"c":[2]}},{"a":"x","d":3},{"b":null}]')).toEqual({
      body: '3 records, 2 fields.\n\n| a | b |\n| --- | --- |\n| 1 | {"c":[2]} |\n| x |  |\n|  |  |',
      stats: { records: 3, fields: 2 },
      summary: ['3 records across 2 fields'],
      warnings: [],
    });
  });

  test('of more than 200 records the rest is not shown', async () => {
    const list = JSON.stringify(Array.from({ length: 250 }, (_, n) => ({ n })));
    expect((await convertText('a.json', list)).warnings).toEqual([
      'Truncated 50 records from markdown output',
    ]);
  });

  test.each([
    ['{"a":[1]}', 'object'],
    ['[1,2]', 'list'],
    ['[]', 'list'],
    ['"x"', 'string'],
    ['3', 'number'],
    ['null', 'null'],
  ])('%s is shown as it is', async (text, type) => {
    const { body, stats, summary } = await convertText('a.json', text);
    expect(body).toBe(`\`\`\`json\n${JSON.stringify(JSON.parse(text), null, 2)}\n\`\`\``);
    expect(stats).toEqual({ top_level_type: type });
    expect(summary).toEqual(['Converted JSON']);
  });
});

describe('text and code', () => {
  test.each([
    ['notes.md', 'md'],
    ['main.RS', 'rs'],
    ['Dockerfile', 'text'],
    ['README', 'text'],
  ])('%s stays as it is and is called %s', async (name, sourceType) => {
    expect(documentTypeOf(name)).toEqual({ format: 'text', sourceType });
    expect(await convertText(name, 'a\r\n\r\n\r\n\r\nb  \n')).toEqual({
      body: 'a\n\nb',
      stats: { characters: 4, lines: 3 },
      summary: ['4 characters'],
      warnings: [],
    });
  });

  test('may be in UTF-16, and survives what is no UTF-8', async () => {
    expect((await convertText('a.txt', Buffer.from('\ufeffhé', 'utf16le'))).body).toBe('hé');
    expect((await convertText('a.txt', Buffer.from([0x68, 0xff, 0x69]))).body).toBe('h\ufffdi');
  });

  test.each(['a.exe', 'a', 'a.md.bak', 'png', '.env'])('%s is not supported', (name) => {
    expect(documentTypeOf(name)).toBeNull();
  });
});

test('a web page becomes Markdown', async () => {
  const { body, stats } = await convertText('a.htm', '<title>x</title><h1>Hi</h1><p>there');
  expect(body).toBe('# Hi\n\nthere');
  expect(stats).toMatchObject({ characters: 11, lines: 3, engine: 'htmlparser2' });
});
