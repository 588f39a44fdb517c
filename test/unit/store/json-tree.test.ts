import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../src/lib/json.ts';
import { searchJson, showJsonMatch } from '../../../src/store/json-search.ts';
import {
  closeAll,
  closeNode,
  createJsonTree,
  type JsonTree,
  lineOf,
  linesOfTree,
  nodeAt,
  openBelow,
  openNode,
} from '../../../src/store/json-tree.ts';

describe('a JSON document as a tree', () => {
  test('shows its lines in order, with the depth of each', () => {
    expect(shown(createJsonTree({ a: 1, b: { c: [true, null] }, d: 'x' }))).toEqual([
      '0 a',
      '0 b',
      '1 c',
      '2 0',
      '2 1',
      '0 d',
    ]);
  });

  test.each<[JsonValue]>([['text'], [7], [null], [{}], [[]]])('shows %j as one line', (value) => {
    const tree = createJsonTree(value);
    expect(linesOfTree(tree)).toBe(1);
    expect(nodeAt(tree, 0)?.value).toEqual(value);
  });

  test('folding and unfolding keeps count of the lines', () => {
    const tree = createJsonTree({ a: { b: { c: 1 } }, d: 2 });
    const b = nodeAt(tree, 1);
    if (b === null) throw new Error('no b');
    closeNode(b);
    expect(shown(tree)).toEqual(['0 a', '1 b', '0 d']);
    closeAll(tree);
    expect(shown(tree)).toEqual(['0 a', '0 d']);
    const a = nodeAt(tree, 0);
    if (a !== null) openNode(tree, a);
    expect(shown(tree)).toEqual(['0 a', '1 b', '0 d']);
    openNode(tree, b);
    expect(shown(tree)).toEqual(['0 a', '1 b', '2 c', '0 d']);
    expect(lineOf(b)).toBe(1);
  });

  test('a long list lies in ranges, and only what is opened is made', () => {
    const tree = createJsonTree(Array.from({ length: 25_000 }, (_, index) => index));
    expect(linesOfTree(tree)).toBeLessThan(400);
    closeAll(tree);
    expect(shown(tree)).toEqual(['0 0 … 9999', '0 10000 … 19999', '0 20000 … 24999']);
    searchJson(tree, '24321');
    expect(nodeAt(tree, tree.cursor)?.value).toBe(24_321);
  });

  test('a text that is long is opened line by line', () => {
    const tree = createJsonTree({ log: `first\nsecond\n${'x'.repeat(100)}` });
    expect(linesOfTree(tree)).toBe(1);
    openBelow(tree, tree.root, 100);
    expect(linesOfTree(tree)).toBe(4);
  });

  test('a mebibyte is opened and searched', () => {
    const items = Array.from({ length: 12_000 }, (_, id) => ({
      id,
      name: `item ${id}`,
      tags: ['a', 'b'],
      on: true,
    }));
    const tree = createJsonTree({ items });
    searchJson(tree, 'item 11999');
    openBelow(tree, tree.root, 100_000);
    expect(nodeAt(tree, linesOfTree(tree) - 1)).not.toBeNull();
    expect(tree.search?.paths).toHaveLength(1);
  });
});

describe('searching a document', () => {
  test('finds keys and values in any case, and opens what lies in the way', () => {
    const tree = createJsonTree({ Host: 'a', inner: [{ deep: 'the HOST' }] });
    closeAll(tree);
    searchJson(tree, 'host');
    expect(tree.search?.paths).toEqual([[0], [1, 0, 0]]);
    showJsonMatch(tree, 1);
    expect(nodeAt(tree, tree.cursor)?.value).toBe('the HOST');
    showJsonMatch(tree, 1);
    expect(tree.cursor).toBe(0);
    showJsonMatch(tree, -1);
    expect(nodeAt(tree, tree.cursor)?.value).toBe('the HOST');
  });

  test('finds the line within a long text', () => {
    const tree = createJsonTree({ log: `${'first line of it\n'.repeat(20)}the needle is here` });
    searchJson(tree, 'needle');
    expect(nodeAt(tree, tree.cursor)?.value).toBe('the needle is here');
  });

  test('says when nothing is found, and stops at too many', () => {
    const tree = createJsonTree(Array.from({ length: 10_500 }, () => 'same'));
    searchJson(tree, 'other');
    expect(tree.search).toMatchObject({ paths: [], isCut: false });
    searchJson(tree, 'same');
    expect(tree.search?.isCut).toBe(true);
    expect(tree.search?.paths).toHaveLength(10_000);
    searchJson(tree, '');
    expect(tree.search).toBeNull();
  });
});

function shown(tree: JsonTree): string[] {
  return Array.from({ length: linesOfTree(tree) }, (_, line) => {
    const node = nodeAt(tree, line);
    return `${node?.depth} ${node?.name}`;
  });
}
