import { textPattern } from '../../src/lib/pattern.ts';
import { type JsonTree, linesOfTree, nodeAt, wrapAgain } from '../../src/store/json-tree.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { formatCount } from '../format-time.ts';
import type { ConsoleParts } from '../parts.ts';
import { windowTop } from '../window-top.ts';
import { wrapCells } from '../wrap-text.ts';
import { indentOf, jsonRow } from './view.ts';

/** A document as a screen shows it. */
export interface JsonPane {
  /** Null while there is none. */
  readonly tree: JsonTree | null;
  /** Rows above it, such as what it is and why there is none. */
  readonly above: readonly Row[];
}

/**
 * The pane of a JSON document: only the lines in view are made.
 * @param paneOf the document to be shown now; the same tree as long as it is the same document
 */
export function jsonSource(
  parts: ConsoleParts,
  paneOf: (parts: ConsoleParts, width: number) => JsonPane,
): PaneSource {
  let top = 0;
  let wrappedFor = 0;
  let shown: JsonTree | null = null;
  return {
    rows(width, height) {
      const { tree, above } = paneOf(parts, width);
      if (tree === null) return above;
      if (tree !== shown || wrappedFor !== width) setWidth(tree, width);
      if (tree !== shown) top = 0;
      shown = tree;
      wrappedFor = width;
      const rows = tree.search === null ? above : [...above, searchRow(tree)];
      const body = Math.max(1, height - rows.length);
      parts.model.heights.text = body;
      const count = linesOfTree(tree);
      tree.cursor = Math.max(0, Math.min(tree.cursor, count - 1));
      top = windowTop(top, tree.cursor, count, body);
      return [...rows, ...linesInView(tree, top, Math.min(count, top + body), width)];
    },
  };
}

function linesInView(tree: JsonTree, from: number, to: number, width: number): readonly Row[] {
  const pattern = tree.search === null ? null : textPattern(tree.search.text, { ignoreCase: true });
  return Array.from({ length: to - from }, (_, index) => {
    const node = nodeAt(tree, from + index);
    if (node === null) return textRow('');
    return jsonRow(node, { width, pattern, selected: from + index === tree.cursor });
  });
}

function setWidth(tree: JsonTree, width: number): void {
  tree.wrap = (text, depth) => {
    const room = Math.max(8, width - indentOf(depth, width) - 3);
    return text.split(/\r\n|\n|\r/).flatMap((line) => wrapCells(sanitize(line), room));
  };
  wrapAgain(tree);
}

function searchRow({ search }: JsonTree): Row {
  const { text = '', paths = [], isCut = false, current = -1 } = search ?? {};
  const count = `${formatCount(paths.length)}${isCut ? '+' : ''}`;
  const found = paths.length === 0 ? 'not found' : `${formatCount(current + 1)} of ${count}`;
  return {
    spans: [
      { text: ` /${text} `, style: 'accent' },
      { text: `${found}   n N next, previous`, style: 'dim' },
    ],
  };
}
