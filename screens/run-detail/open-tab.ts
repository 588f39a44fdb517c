import type { ComparisonState } from '../../src/store/comparing/comparison-state.ts';
import { compareRuns } from '../../src/store/comparing/read-comparison.ts';
import { patchDetail } from '../../src/store/console-state.ts';
import type { DetailState, DetailTab } from '../../src/store/detail-state.ts';
import { readChildren } from '../../src/store/read-children.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';

/** Shows a tab of the run, from its top, and reads what only this tab needs. */
export function openTab(parts: ConsoleParts, tab: DetailTab): void {
  const { detail } = stateOf(parts);
  if (detail === null) return;
  patchDetail(parts.model.store, detail.runId, { tab, textTop: 0, stop: null });
  readTab(parts);
}

/** Reads what the tab on the screen needs beyond the record, unless it is there. */
export function readTab(parts: ConsoleParts): void {
  const { detail } = stateOf(parts);
  if (detail === null) return;
  if (detail.tab === 'diff' && !isCompared(detail, stateOf(parts).comparison)) {
    void compareRuns(parts.model, detail.runId, null);
  }
  if (detail.tab === 'children' && detail.children.looked === 'loaded') void readChildren(parts.model);
}

/** What was compared while the run was under way, or in vain, is compared again. */
function isCompared({ runId, run }: DetailState, comparison: ComparisonState | null): boolean {
  if (comparison?.runId !== runId || comparison.withId !== null || comparison.phase === 'failed')
    return false;
  const compared = comparison.after?.run ?? null;
  return compared === null || run === null || compared.status === run.status;
}
