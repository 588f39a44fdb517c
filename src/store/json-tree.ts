import { isJsonObject, type JsonValue } from '../lib/json.ts';

/** What a line of the tree stands for; a `range` is a part of a long list, a `piece` a line of a long text. */
export type JsonKind = 'object' | 'array' | 'range' | 'text' | 'scalar' | 'piece';

/** One line of a JSON document, with those below it. They are made when it is opened, not before. */
export interface JsonNode {
  readonly kind: JsonKind;
  readonly parent: JsonNode | null;
  /** 0 for the members of the document itself. */
  readonly depth: number;
  /** Its key or index; null for a piece of text and for a document that is one value. */
  readonly name: string | null;
  /** Its value; of a range the list that it is a part of. */
  readonly value: JsonValue;
  /** The entries that it holds, of a range those of its part: from `from` up to `to`. */
  readonly from: number;
  readonly to: number;
  /** Keys of the object, for its ranges too; null for lists and values. */
  readonly keys: readonly string[] | null;
  children: readonly JsonNode[] | null;
  isOpen: boolean;
  /** Lines shown: its own, and while it is open those below it. */
  lines: number;
}

/** Where a text was found in a document. */
export interface JsonSearch {
  readonly text: string;
  /** The way to each match: the number of the entry at every level. */
  readonly paths: readonly (readonly number[])[];
  /** There are more matches than are kept. */
  readonly isCut: boolean;
  /** The match shown, from 0; -1 when there is none. */
  readonly current: number;
}

/** A document that is shown as a tree. Changed in place. */
export interface JsonTree {
  readonly value: JsonValue;
  /** Holds the lines; has none itself. */
  readonly root: JsonNode;
  /** The line under the cursor, from 0. */
  cursor: number;
  /** The text that is looked for, and where it is. */
  search: JsonSearch | null;
  /** Breaks a long text into lines; the screen sets it, as it knows how wide they may be. */
  wrap: (text: string, depth: number) => readonly string[];
}

/** So many entries are shown at once; more of them lie in ranges of so many, and those in ranges again. */
const rangeSize = 100;
/** A longer text can be opened to see all of it. */
export const longText = 60;
/** Lines that a document shows when it is opened. */
const firstLines = 300;
/** Lines that a text may take. The editor shows texts that are longer. */
const maxPieces = 20_000;

export function createJsonTree(value: JsonValue): JsonTree {
  const whole = nodeOf(null, -1, null, value);
  const root: JsonNode = whole.to > 0 ? whole : { ...whole, kind: 'array' };
  if (whole.to === 0) root.children = [nodeOf(root, 0, null, value)];
  const tree: JsonTree = {
    value,
    root,
    cursor: 0,
    search: null,
    wrap: (text) => text.match(/[^\n]{1,100}/g) ?? [''],
  };
  openNode(tree, root);
  openBelow(tree, root, firstLines, false);
  return tree;
}

export function canOpen({ kind, from, to, depth }: JsonNode): boolean {
  if (kind === 'text') return true;
  if (depth < 0 || kind === 'range') return true;
  return (kind === 'object' || kind === 'array') && to > from;
}

export function openNode(tree: JsonTree, node: JsonNode): void {
  if (node.isOpen || !canOpen(node)) return;
  node.children ??= childrenOf(tree, node);
  node.isOpen = true;
  grow(
    node,
    node.children.reduce((sum, child) => sum + child.lines, 0),
  );
}

export function closeNode(node: JsonNode): void {
  if (!node.isOpen || node.depth < 0) return;
  node.isOpen = false;
  grow(node, 1 - node.lines);
}

/**
 * Opens everything below a node, level by level, while fewer lines than `limit` are shown.
 * @param withTexts long texts too
 * @returns false when the limit kept something closed
 */
export function openBelow(tree: JsonTree, from: JsonNode, limit: number, withTexts = true): boolean {
  const waiting = [from];
  for (let node = waiting.shift(); node !== undefined; node = waiting.shift()) {
    if (node.kind === 'text' && !withTexts) continue;
    if (canOpen(node) && !node.isOpen) {
      if (tree.root.lines + Math.min(rangeSize, node.to - node.from) > limit) return false;
      openNode(tree, node);
    }
    if (node.isOpen) waiting.push(...(node.children ?? []).filter(canOpen));
  }
  return true;
}

/** Closes all that lies below the top; the cursor goes to what held its line. */
export function closeAll(tree: JsonTree): void {
  let top = nodeAt(tree, tree.cursor);
  while (top !== null && top.depth > 0) top = top.parent;
  for (const node of tree.root.children ?? []) closeNode(node);
  tree.cursor = top === null ? 0 : lineOf(top);
}

/** How many lines are shown. */
export function linesOfTree(tree: JsonTree): number {
  return tree.root.lines - 1;
}

/** What stands in a line, counted from 0. */
export function nodeAt(tree: JsonTree, line: number): JsonNode | null {
  if (line < 0 || line >= linesOfTree(tree)) return null;
  let node = tree.root;
  let rest = line;
  for (;;) {
    const child = (node.children ?? []).find((each) => {
      if (rest < each.lines) return true;
      rest -= each.lines;
      return false;
    });
    if (child === undefined) return null;
    if (rest === 0) return child;
    rest -= 1;
    node = child;
  }
}

/** The line of a node, all of whose parents are open. */
export function lineOf(node: JsonNode): number {
  let line = -1;
  for (let here = node; here.parent !== null; here = here.parent) {
    line += 1;
    for (const sibling of here.parent.children ?? []) {
      if (sibling === here) break;
      line += sibling.lines;
    }
  }
  return line;
}

/** Opens the way to an entry and answers its node; null when the document has no such entry. */
export function reveal(tree: JsonTree, path: readonly number[]): JsonNode | null {
  let node = tree.root;
  for (const entry of path) {
    let next = childAt(tree, node, entry);
    while (next?.kind === 'range') next = childAt(tree, next, entry);
    if (next === undefined) return null;
    node = next;
  }
  return node === tree.root ? (tree.root.children?.[0] ?? null) : node;
}

/** Breaks the long texts that are open anew, as after a change of the width. */
export function wrapAgain(tree: JsonTree): void {
  const here = nodeAt(tree, tree.cursor);
  for (const node of openTexts(tree.root)) {
    closeNode(node);
    node.children = null;
    openNode(tree, node);
  }
  if (here !== null) tree.cursor = lineOf(here.kind === 'piece' ? (here.parent ?? here) : here);
}

function openTexts(node: JsonNode): readonly JsonNode[] {
  if (!node.isOpen) return [];
  return node.kind === 'text' ? [node] : (node.children ?? []).flatMap(openTexts);
}

function childAt(tree: JsonTree, node: JsonNode, entry: number): JsonNode | undefined {
  openNode(tree, node);
  const ranges = node.children?.[0]?.kind === 'range';
  if (!ranges) return node.children?.[entry - node.from];
  return node.children?.find(({ from, to }) => from <= entry && entry < to);
}

/** Makes a node longer or shorter, and what holds it as far as that is open. */
function grow(node: JsonNode, lines: number): void {
  for (let here: JsonNode | null = node; here !== null; here = here.parent) {
    if (here !== node && !here.isOpen) return;
    here.lines += lines;
  }
}

function childrenOf(tree: JsonTree, node: JsonNode): readonly JsonNode[] {
  const { value, from, to, depth, keys } = node;
  if (typeof value === 'string') {
    const pieces = tree.wrap(value, depth + 1);
    const more = pieces.length - maxPieces;
    const shown = more > 0 ? [...pieces.slice(0, maxPieces), `… ${more} more lines`] : pieces;
    return shown.map((piece) => leaf(node, 'piece', null, piece));
  }
  const count = to - from;
  if (count <= rangeSize) {
    return Array.from({ length: count }, (_, index) => {
      const name = keys?.[from + index] ?? String(from + index);
      return nodeOf(node, depth + 1, name, entryOf(value, name));
    });
  }
  let size = rangeSize;
  while (size * rangeSize < count) size *= rangeSize;
  return Array.from({ length: Math.ceil(count / size) }, (_, index) => {
    const start = from + index * size;
    const end = Math.min(to, start + size);
    return { ...leaf(node, 'range', `${start} … ${end - 1}`, value), keys, from: start, to: end };
  });
}

function entryOf(value: JsonValue, name: string): JsonValue {
  if (Array.isArray(value)) return value[Number(name)] ?? null;
  return isJsonObject(value) && Object.hasOwn(value, name) ? (value[name] ?? null) : null;
}

function nodeOf(parent: JsonNode | null, depth: number, name: string | null, value: JsonValue): JsonNode {
  const keys = isJsonObject(value) ? Object.keys(value) : null;
  const to = keys?.length ?? (Array.isArray(value) ? value.length : 0);
  const kind = keys !== null ? 'object' : Array.isArray(value) ? 'array' : isLong(value) ? 'text' : 'scalar';
  return { kind, parent, depth, name, value, from: 0, to, keys, children: null, isOpen: false, lines: 1 };
}

function leaf(parent: JsonNode, kind: 'piece' | 'range', name: string | null, value: JsonValue): JsonNode {
  const depth = parent.depth + 1;
  return {
    kind,
    parent,
    depth,
    name,
    value,
    from: 0,
    to: 0,
    keys: null,
    children: null,
    isOpen: false,
    lines: 1,
  };
}

function isLong(value: JsonValue): boolean {
  return typeof value === 'string' && (value.length > longText || value.includes('\n'));
}
