import { truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createConverter } from '../../../../src/executor/ingest/converter.ts';
import { documentTypeOf } from '../../../../src/executor/ingest/document-types.ts';
import {
  crowdedZip,
  docxOf,
  entityBomb,
  pdfBomb,
  repeatedSlides,
  writeLargeCsv,
  zipBomb,
} from '../../../helpers/hostile-documents.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';

type Options = Partial<Parameters<typeof createConverter>[0]>;

/** A converter, and a folder for what it is given. */
function open(options: Options = {}) {
  const temp = makeTempDir('hostile');
  const converter = createConverter({ signal: new AbortController().signal, ...options });
  const place = (name: string) => join(temp.path, name);
  return {
    dir: temp.path,
    place,
    async convert(name: string, content?: string | Uint8Array) {
      if (content !== undefined) writeFileSync(place(name), content);
      const type = documentTypeOf(basename(name));
      if (type === null) throw new Error(`${name} has no type`);
      return await converter.convert({ file: place(name), type }, () => undefined);
    },
    async [Symbol.asyncDispose]() {
      await converter.close();
      temp.remove();
    },
  };
}

/** Ends millions of elements that were never begun, below the deepest allowed: minutes of searching. */
function slowPage(): string {
  return '<div>'.repeat(9000) + '</x>'.repeat(10_000_000);
}

test('a pdf that unpacks to too much costs its thread and not the process', async () => {
  const residentMb = process.memoryUsage.rss() / 1024 ** 2 + 250;
  await using hostile = open({ residentMb });
  await expect(hostile.convert('bomb.pdf', pdfBomb(1000))).rejects.toThrow('it takes too much memory');
  expect(await hostile.convert('a.txt', 'fine')).toMatchObject({ body: 'fine' });
});

test('slides that are the same part again and again are given up at the size of a page', async () => {
  await using hostile = open();
  await expect(hostile.convert('a.pptx', repeatedSlides(20_000))).rejects.toThrow('larger than a page');
});

test('fields that are called as members of every object stay what they are', async () => {
  await using hostile = open();
  const { body } = await hostile.convert('a.json', '[{"constructor":1,"__proto__":2},{"toString":3}]');
  expect(body).toContain('| constructor | __proto__ |\n| --- | --- |\n| 1 | 2 |\n|  |  |');
});

test('many documents one after the other pile up nothing in the thread that converts them', async () => {
  await using hostile = open();
  const warnings: string[] = [];
  const warn = ({ name }: Error) => void warnings.push(name);
  process.on('warning', warn);
  for (let n = 0; n < 20; n += 1) await hostile.convert(`${n}.txt`, 'text');
  await new Promise((resolve) => setImmediate(resolve));
  process.off('warning', warn);
  expect(warnings).toEqual([]);
});

const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

describe('a hostile document is refused with a reason', () => {
  test.each<[what: string, name: string, content: () => string | Uint8Array, words: string]>([
    ['a zip bomb', 'a.docx', () => zipBomb(300), 'unpacks to more than 256 MiB'],
    ['a zip bomb that lies', 'a.docx', () => zipBomb(64, 100), 'larger than it says'],
    ['20,000 files in one', 'a.xlsx', () => crowdedZip(20_000), 'more than 10000 files'],
    ['entities in entities', 'a.docx', () => docxOf('<w:p>&e9;</w:p>', entityBomb), 'entity not found'],
    [
      'an entity that is another file',
      'a.docx',
      () => docxOf('<w:p>&x;</w:p>', '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
      'entity not found',
    ],
    [
      '50,000 elements in one another',
      'a.docx',
      () => docxOf('<w:sdt><w:sdtContent>'.repeat(50_000) + '</w:sdtContent></w:sdt>'.repeat(50_000)),
      'nested too deeply',
    ],
    ['a web page that never closes', 'a.html', () => '<div>'.repeat(100_000), 'nested too deeply'],
    ['lists in lists', 'a.json', () => '['.repeat(100_000) + ']'.repeat(100_000), 'nested too deeply'],
    ['half of a json', 'a.json', () => '{"a":', 'no valid JSON'],
    ['a row without an end', 'a.csv', () => 'x'.repeat(1024 ** 2), 'Max Record Size'],
    ['a quote without an end', 'a.csv', () => `a\n"b\n${'1\n'.repeat(200_000)}`, 'no valid table'],
    ['100,000 columns', 'a.csv', () => `${'a,'.repeat(100_000)}\n`.repeat(202), 'larger than a page'],
    ['a picture called pdf', 'a.pdf', () => png, 'its content is a PNG picture'],
    ['a picture called txt', 'a.txt', () => png, 'its content is a PNG picture'],
    ['text called pdf', 'a.pdf', () => 'hello', 'but its content is something else'],
    ['zero bytes in a text', 'a.txt', () => 'a\0b', 'zero bytes'],
    ['an empty pdf', 'a.pdf', () => '', 'it is empty'],
    ['the beginning of a pdf', 'a.pdf', () => '%PDF-1.7\n1 0 obj\n<<', 'no readable PDF'],
    ['the beginning of an archive', 'a.pptx', () => crowdedZip(3).subarray(0, 60), 'no readable archive'],
  ])('%s', async (_, name, content, words) => {
    await using files = open();
    await expect(files.convert(name, content())).rejects.toThrow(words);
    // The same converter goes on.
    expect((await files.convert('after.txt', 'fine')).body).toBe('fine');
  });

  test('one beyond the size that is read, without reading it', async () => {
    await using files = open();
    writeFileSync(files.place('a.pdf'), '%PDF-1.7');
    truncateSync(files.place('a.pdf'), 65 * 1024 ** 2);
    await expect(files.convert('a.pdf')).rejects.toThrow('at most 67108864 are read of a .pdf file');
  });

  test('one that takes too much memory costs the thread, and the next one gets another', async () => {
    await using files = open({ heapMb: 24 });
    const value = `[${'{"a":1},'.repeat(2_000_000)}{}]`;
    await expect(files.convert('a.json', value)).rejects.toThrow('too much memory');
    expect((await files.convert('after.txt', 'fine')).body).toBe('fine');
  });

  test('one that makes no step forward is given up, and the next one gets another thread', async () => {
    await using files = open({ stallMs: 1500 });
    await expect(files.convert('a.html', slowPage())).rejects.toThrow('no step forward for 1.5 s');
    expect((await files.convert('after.txt', 'fine')).body).toBe('fine');
  });
});

test('a csv of 100 MB is counted to its end in little memory', async () => {
  await using files = open({ heapMb: 64 });
  const rows = writeLargeCsv(files.dir, 'a.csv', 100);
  const { stats, warnings } = await files.convert('a.csv');
  expect(stats).toEqual({ rows, columns: 3 });
  expect(warnings).toEqual([`Truncated ${rows - 200} rows from markdown output`]);
}, 60_000);

test('ending the run ends a conversion at once', async () => {
  const abort = new AbortController();
  await using files = open({ signal: abort.signal });
  const converting = files.convert('a.html', slowPage());
  abort.abort(new Error('ended'));
  await expect(converting).rejects.toThrow('ended');
});
