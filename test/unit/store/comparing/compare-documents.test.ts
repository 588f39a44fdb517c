import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../../src/lib/json.ts';
import {
  compareDocuments,
  compareValues,
  pathText,
} from '../../../../src/store/comparing/compare-documents.ts';
import { sampleRun } from '../../../helpers/sample-run.ts';

describe('two documents compared', () => {
  test('name every member that was added, removed or changed', async () => {
    const before = { size: 1, gone: true, list: [{ a: 1 }, 2], same: { deep: [1] } };
    const after = { size: 2, list: [{ a: 3 }], same: { deep: [1] }, 'a key': null };
    expect(await compareValues(before, after)).toEqual([
      { path: 'size', kind: 'changed', before: 1, after: 2 },
      { path: 'gone', kind: 'removed', before: true, after: undefined },
      { path: 'list[0].a', kind: 'changed', before: 1, after: 3 },
      { path: 'list[1]', kind: 'removed', before: 2, after: undefined },
      { path: '["a key"]', kind: 'added', before: undefined, after: null },
    ]);
  });

  test.each<[JsonValue, JsonValue, string[]]>([
    [null, null, []],
    ['same', 'same', []],
    [null, 5, ['added']],
    [{ a: 1 }, null, ['removed']],
    ['a', 'b', ['changed']],
    [[1], { a: 1 }, ['changed']],
  ])('%j and %j', async (before, after, kinds) => {
    expect((await compareValues(before, after)).map(({ kind }) => kind)).toEqual(kinds);
  });

  test('are bounded, and counted all the same', async () => {
    const config = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`key${n}`, n]));
    const [difference] = await compareDocuments(sampleRun({ config }), sampleRun());
    expect(difference?.count).toBe(500);
    expect(difference?.differences).toHaveLength(200);
  });
});

test('a path is written as in code', () => {
  expect(pathText(['pages', 3, 'size'])).toBe('pages[3].size');
  expect(pathText([])).toBe('');
});
