import type { SlimRun } from '../../src/model/slim-run.ts';
import { patchFailures } from '../../src/store/read-failures.ts';
import { exportRuns } from '../batch/export-runs.ts';
import { copyText } from '../copy-text.ts';
import { failureActingCommands } from '../failures/acting.ts';
import { movement } from '../movement.ts';
import { open } from '../navigate.ts';
import { openRunFrom } from '../open-run.ts';
import { type ConsoleParts, type ScreenCommands, stateOf } from '../parts.ts';
import { always } from '../screen-command.ts';
import { failureRunRowOf, groupOnScreen } from './source.ts';

export const failureCommands: ScreenCommands = {
  ...movement((parts) => parts.model.heights.list, moveCursor),
  ...failureActingCommands((parts) => {
    const group = groupOnScreen(stateOf(parts));
    return group === null ? null : { group, runs: group.runs };
  }),
  open: always(openRun),
  why: {
    disabledReason: (parts) => (runUnderCursor(parts) === null ? 'no run is under the cursor' : null),
    run(parts) {
      openRun(parts);
      parts.doCommand('why');
    },
  },
  batch: {
    disabledReason: (parts) =>
      (runUnderCursor(parts)?.batchId ?? null) === null ? 'the run belongs to no batch' : null,
    run(parts) {
      const batchId = runUnderCursor(parts)?.batchId ?? null;
      if (batchId !== null) open(parts, { screen: 'batch', batchId });
    },
  },
  export: always((parts) => {
    const group = groupOnScreen(stateOf(parts));
    if (group !== null) exportRuns(parts, `failures-${group.hash}`, group.runs, 'one kind of failure');
  }),
  copy: always((parts) => {
    const run = runUnderCursor(parts);
    if (run !== null) copyText(parts, run.id, `the id ${run.id}`);
  }),
};

function openRun(parts: ConsoleParts): void {
  const run = runUnderCursor(parts);
  const group = groupOnScreen(stateOf(parts));
  if (run === null || group === null) return;
  moveCursor(parts, 0);
  openRunFrom(parts, run.id, { name: 'one kind of failure', runIds: group.runs.map(({ id }) => id) });
}

function runUnderCursor(parts: ConsoleParts): SlimRun | null {
  const state = stateOf(parts);
  const group = groupOnScreen(state);
  return group?.runs[failureRunRowOf(state, group)] ?? null;
}

function moveCursor(parts: ConsoleParts, delta: number): void {
  const state = stateOf(parts);
  const group = groupOnScreen(state);
  if (group === null) return;
  const row = Math.max(0, Math.min(failureRunRowOf(state, group) + delta, group.runs.length - 1));
  patchFailures(parts.model, { runId: group.runs[row]?.id ?? null, runRow: row });
}
