import type { JsonObject } from '../../src/lib/json.ts';
import type { Run } from '../../src/model/run.ts';
import type { DetailState, DetailTab } from '../../src/store/detail-state.ts';
import { createJsonTree, type JsonTree } from '../../src/store/json-tree.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import type { JsonPane } from '../json/source.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';

/** The tabs that show a JSON document. */
export type DocumentTab = 'config' | 'output';

export function isDocumentTab(tab: DetailTab | undefined): tab is DocumentTab {
  return tab === 'config' || tab === 'output';
}

/** What the tab shows of a run, as one document. */
export function documentOf(run: Run, tab: DocumentTab): JsonObject {
  if (tab === 'config')
    return run.input === null ? { config: run.config } : { config: run.config, input: run.input };
  const { error, output } = run;
  return {
    ...(error === null
      ? {}
      : { error: withoutAbsent({ message: error.message, code: error.code, detail: error.detail }) }),
    ...(output === null ? {} : { output }),
  };
}

function withoutAbsent(members: Readonly<Record<string, JsonObject[string] | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** The document of the tab that is shown; null on other tabs, and where there is nothing to show. */
export function treeShown(parts: ConsoleParts): JsonTree | null {
  const { detail } = stateOf(parts);
  return detail === null || !isDocumentTab(detail.tab) ? null : treeOf(detail, detail.tab);
}

/** The same tree as long as the document is the same, whatever else the newest record brings. */
function treeOf({ run, trees }: DetailState, tab: DocumentTab): JsonTree | null {
  if (run === null || isAwaited(run, tab)) return null;
  const document = documentOf(run, tab);
  if (Object.keys(document).length === 0) return null;
  const known = trees[tab];
  if (known !== null && isSame(known.document, document)) {
    trees[tab] = { tree: known.tree, document };
    return known.tree;
  }
  const tree = createJsonTree(document);
  trees[tab] = { tree, document };
  return tree;
}

function isSame(left: JsonObject, right: JsonObject): boolean {
  const names = Object.keys(right);
  if (names.length !== Object.keys(left).length) return false;
  return names.every(
    (name) => left[name] === right[name] || JSON.stringify(left[name]) === JSON.stringify(right[name]),
  );
}

/** The record in the list was too long; the whole one is being read. */
function isAwaited({ omitted }: Run, tab: DocumentTab): boolean {
  return omitted !== undefined && (tab === 'config' || omitted.includes('output'));
}

/** What stands in the pane of such a tab. */
export function documentPane(parts: ConsoleParts): JsonPane {
  const { detail } = stateOf(parts);
  if (detail === null || !isDocumentTab(detail.tab)) return { tree: null, above: [] };
  const { run, tab, problem } = detail;
  if (run === null) return { tree: null, above: [waitingRow(problem?.message ?? null, 'the run')] };
  if (isAwaited(run, tab)) return { tree: null, above: [waitingRow(problem?.message ?? null, `the ${tab}`)] };
  return { tree: treeOf(detail, tab), above: tab === 'output' ? outputNotes(run) : [] };
}

function waitingRow(problem: string | null, what: string): Row {
  return problem === null ? textRow(` reading ${what}…`, 'dim') : textRow(` x ${problem}`, 'bad');
}

function outputNotes({ output, completedAt }: Run): readonly Row[] {
  if (output !== null) return [];
  const why = completedAt === null ? 'the run has not ended' : 'the run has no output';
  return [textRow(` No output: ${why}.`, 'dim')];
}
