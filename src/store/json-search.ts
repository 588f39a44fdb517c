import type { JsonValue } from '../lib/json.ts';
import {
  type JsonNode,
  type JsonSearch,
  type JsonTree,
  lineOf,
  longText,
  openNode,
  reveal,
} from './json-tree.ts';

/** Matches that are kept. */
const maxMatches = 10_000;

/**
 * Looks for a text, in any case, in the keys and values of a document, in the order of its lines, and goes to the
 * first match. An empty text ends the search.
 */
export function searchJson(tree: JsonTree, text: string): void {
  if (text === '') {
    tree.search = null;
    return;
  }
  const paths = pathsTo(tree.value, text.toLowerCase());
  tree.search = { text, paths: paths.slice(0, maxMatches), isCut: paths.length > maxMatches, current: -1 };
  showJsonMatch(tree, 1);
}

/** Goes to the match that many further on, round the ends, and opens what lies in the way. */
export function showJsonMatch(tree: JsonTree, step: number): void {
  const { search } = tree;
  const count = search?.paths.length ?? 0;
  if (search === null || count === 0) return;
  const current = (Math.max(search.current, step < 0 ? 0 : -1) + step + count) % count;
  tree.search = { ...search, current };
  const node = reveal(tree, search.paths[current] ?? []);
  if (node !== null) tree.cursor = lineOf(placeIn(tree, node, search));
}

/** The line of a long text that holds what was looked for; of anything else the line itself. */
function placeIn(tree: JsonTree, node: JsonNode, { text }: JsonSearch): JsonNode {
  const wanted = text.toLowerCase();
  if (node.kind !== 'text' || String(node.value).slice(0, longText).toLowerCase().includes(wanted))
    return node;
  openNode(tree, node);
  return node.children?.find(({ value }) => String(value).toLowerCase().includes(wanted)) ?? node;
}

function pathsTo(value: JsonValue, wanted: string): number[][] {
  const paths: number[][] = isFound(value, wanted) ? [[]] : [];
  const levels = [entriesOf(value)];
  const way: number[] = [];
  while (levels.length > 0 && paths.length <= maxMatches) {
    const next = levels.at(-1)?.next();
    if (next === undefined || next.done === true) {
      levels.pop();
      way.pop();
      continue;
    }
    const [index, key, member] = next.value;
    way.push(index);
    if ((key?.toLowerCase().includes(wanted) ?? false) || isFound(member, wanted)) paths.push([...way]);
    if (isBranch(member)) levels.push(entriesOf(member));
    else way.pop();
  }
  return paths;
}

function* entriesOf(value: JsonValue): Generator<readonly [number, string | null, JsonValue]> {
  if (Array.isArray(value)) for (const [index, member] of value.entries()) yield [index, null, member];
  else if (typeof value === 'object' && value !== null) {
    let index = 0;
    for (const [key, member] of Object.entries(value)) yield [index++, key, member];
  }
}

function isFound(value: JsonValue, wanted: string): boolean {
  return !isBranch(value) && String(value).toLowerCase().includes(wanted);
}

function isBranch(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null;
}
