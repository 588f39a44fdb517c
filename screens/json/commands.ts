import { searchJson, showJsonMatch } from '../../src/store/json-search.ts';
import {
  canOpen,
  closeAll,
  closeNode,
  type JsonTree,
  lineOf,
  linesOfTree,
  nodeAt,
  openBelow,
  openNode,
} from '../../src/store/json-tree.ts';
import { movement } from '../movement.ts';
import type { ConsoleParts, ScreenCommand, ScreenCommands } from '../parts.ts';
import { openPrompt } from '../prompt.ts';

/** Lines up to which “unfold all” goes. */
const allLines = 100_000;

/**
 * What a JSON document answers to.
 * @param treeOf the document on the screen, null when there is none
 */
export function jsonTreeCommands(treeOf: (parts: ConsoleParts) => JsonTree | null): ScreenCommands {
  const inTree = (run: (tree: JsonTree, parts: ConsoleParts) => void): ScreenCommand => ({
    disabledReason: (parts) => (treeOf(parts) === null ? 'there is nothing to fold' : null),
    run(parts) {
      const tree = treeOf(parts);
      if (tree !== null) run(tree, parts);
    },
  });
  return {
    ...movement(
      (parts) => parts.model.heights.text,
      (parts, delta) => moveIn(treeOf(parts), delta),
    ),
    fold: inTree(fold),
    unfold: inTree((tree) => {
      const node = nodeAt(tree, tree.cursor);
      if (node !== null) openNode(tree, node);
    }),
    'fold-up': inTree(foldUp),
    'fold-all': inTree(closeAll),
    'unfold-all': inTree((tree, parts) => {
      if (openBelow(tree, tree.root, allLines)) return;
      const message = `Unfolded as far as ${allLines.toLocaleString('en')} lines go; e opens all of it in the editor.`;
      parts.model.store.setState({ notice: { kind: 'info', message, fix: null } });
    }),
    search: inTree((tree, parts) =>
      openPrompt(
        parts,
        {
          sign: '/',
          placeholder: 'text in keys and values',
          history: 'search',
          accept(text) {
            searchJson(tree, text.trim());
            return null;
          },
        },
        tree.search?.text ?? '',
      ),
    ),
    'next-match': inTree((tree) => showJsonMatch(tree, 1)),
    'previous-match': inTree((tree) => showJsonMatch(tree, -1)),
  };
}

function moveIn(tree: JsonTree | null, delta: number): void {
  if (tree === null) return;
  tree.cursor = Math.max(0, Math.min(tree.cursor + delta, linesOfTree(tree) - 1));
}

function fold(tree: JsonTree): void {
  const node = nodeAt(tree, tree.cursor);
  if (node === null) return;
  if (node.isOpen) closeNode(node);
  else if (canOpen(node)) openNode(tree, node);
  else if (node.kind === 'piece') foldUp(tree);
}

/** Folds the line; one that is folded or can't be goes to what holds it. */
function foldUp(tree: JsonTree): void {
  const node = nodeAt(tree, tree.cursor);
  if (node === null) return;
  if (node.isOpen) closeNode(node);
  else if (node.parent !== null && node.parent.depth >= 0) {
    tree.cursor = lineOf(node.parent);
    if (node.kind === 'piece') closeNode(node.parent);
  }
}
