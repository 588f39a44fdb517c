import type { Run } from '../../src/model/run.ts';
import { patchDetail } from '../../src/store/console-state.ts';
import { type DetailState, type DetailTab, detailTabs } from '../../src/store/detail-state.ts';
import { readMoreRuns } from '../../src/store/read-runs.ts';
import { rowOf, runAt } from '../../src/store/run-list.ts';
import { actingCommands } from '../acting/run-actions.ts';
import { batchCommand } from '../batch-command.ts';
import { copyText } from '../copy-text.ts';
import { swapRun } from '../navigate.ts';
import { type ConsoleParts, type ScreenCommand, type ScreenCommands, stateOf } from '../parts.ts';
import { always } from '../screen-command.ts';
import { liveCommands } from './live-commands.ts';

export const runDetailCommands: ScreenCommands = {
  ...liveCommands,
  ...actingCommands(runShown),
  ...batchCommand(runShown),
  'tab-1': toTab('overview'),
  'tab-2': toTab('live'),
  'tab-3': toTab('config'),
  'tab-4': toTab('output'),
  'tab-5': toTab('attempts'),
  'next-tab': change((detail) => tabBeside(detail, 1)),
  'previous-tab': change((detail) => tabBeside(detail, -1)),
  'next-run': always((parts) => swapBy(parts, 1)),
  'previous-run': always((parts) => swapBy(parts, -1)),
  copy: always((parts) => {
    const runId = stateOf(parts).detail?.runId;
    if (runId !== undefined) copyText(parts, runId, runId);
  }),
};

function runShown(parts: ConsoleParts): Run | null {
  return stateOf(parts).detail?.run ?? null;
}

function toTab(tab: DetailTab): ScreenCommand {
  return change(() => ({ tab, textTop: 0 }));
}

function tabBeside(detail: DetailState, step: number): Partial<DetailState> {
  const index = (detailTabs.indexOf(detail.tab) + step + detailTabs.length) % detailTabs.length;
  return { tab: detailTabs[index] ?? 'overview', textTop: 0 };
}

/** A command that changes how the run is shown. */
function change(how: (detail: DetailState) => Partial<DetailState>): ScreenCommand {
  return always((parts) => {
    const { detail } = stateOf(parts);
    if (detail !== null) patchDetail(parts.model.store, detail.runId, how(detail));
  });
}

/** Shows the run that many rows below this one in the list, or says why there is none. */
function swapBy(parts: ConsoleParts, rows: number): void {
  const { detail, runs } = stateOf(parts);
  const row = detail === null ? -1 : rowOf(runs.list, detail.runId);
  const next = row < 0 ? undefined : runAt(runs.list, row + rows);
  if (next !== undefined) swapRun(parts, next.id);
  else parts.model.store.setState({ notice: { kind: 'info', message: whyNoRun(row, rows), fix: null } });
  // Read before it is needed: the last run that is loaded is rarely the last one there is.
  if (row >= 0 && row + rows + 2 >= runs.list.order.length) void readMoreRuns(parts.model);
}

function whyNoRun(row: number, rows: number): string {
  if (row < 0) return 'This run is not in the list you came from.';
  return rows < 0
    ? 'This is the first run of the list.'
    : 'This is the last run of the list, or the last one loaded.';
}
