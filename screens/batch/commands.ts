import type { SlimRun } from '../../src/model/slim-run.ts';
import { inStartOrder } from '../../src/store/batch-runs.ts';
import {
  type BatchState,
  batchGroups,
  batchParts,
  batchRow,
  groupRow,
  isTaken,
  isUncut,
  listedRuns,
  noCut,
} from '../../src/store/batch-state.ts';
import { patchBatch } from '../../src/store/read-batch.ts';
import { copyText } from '../copy-text.ts';
import { movement } from '../movement.ts';
import { goBackOrLeave, open } from '../navigate.ts';
import { openRunFrom } from '../open-run.ts';
import { type ConsoleParts, type ScreenCommand, type ScreenCommands, stateOf } from '../parts.ts';
import { openPrompt } from '../prompt.ts';
import { batchActingCommands } from './acting.ts';
import { batchName } from './batch-name.ts';
import { exportBatch } from './export-runs.ts';
import { paintedHeat } from './source.ts';

export const batchCommands: ScreenCommands = {
  ...movement((parts) => parts.model.heights.list, moveDown),
  ...batchActingCommands((parts) => stateOf(parts).batch?.batchId ?? null),
  left: withBatch((parts, batch) => moveHeat(parts, batch, -1)),
  right: withBatch((parts, batch) => moveHeat(parts, batch, 1)),
  'other-pane': withBatch((parts, batch) => {
    const next = batchParts[(batchParts.indexOf(batch.focus) + 1) % batchParts.length] ?? 'list';
    patch(parts, batch, { focus: next });
  }),
  open: withBatch(openWhatIsUnderCursor),
  back: withBatch((parts, batch) => {
    if (isUncut(batch.cut)) goBackOrLeave(parts, 'back');
    else patch(parts, batch, { cut: noCut });
  }),
  filter: withBatch((parts, batch) =>
    openPrompt(
      parts,
      {
        sign: '/',
        placeholder: 'words of the error, the id, the target or what it was given',
        accept(text) {
          patchNow(parts, batch.batchId, (now) => ({
            cut: { ...now.cut, text: text.trim() },
            focus: 'list',
          }));
          return null;
        },
      },
      batch.cut.text,
    ),
  ),
  sort: withBatch((parts, batch) =>
    patch(parts, batch, { order: batch.order === 'start' ? 'failed-first' : 'start' }),
  ),
  include: {
    disabledReason: (parts) =>
      stateOf(parts).batch?.focus === 'groups' ? null : 'Tab goes to the fingerprints first',
    run: withBatch((parts, batch) => {
      const group = groupUnderCursor(batch);
      if (group === null) return;
      const chosen = new Map(batch.chosen).set(group.fingerprint, !isTaken(batch, group));
      patch(parts, batch, { chosen });
    }).run,
  },
  why: {
    disabledReason: (parts) => (runOfList(parts) === null ? 'no run is under the cursor' : null),
    run(parts) {
      const { batch } = stateOf(parts);
      if (batch === null) return;
      openRun(parts, batch);
      parts.doCommand('why');
    },
  },
  compare: {
    disabledReason: (parts) => (pairOf(parts) === null ? 'no other run of the batch has completed' : null),
    run(parts) {
      const pair = pairOf(parts);
      if (pair !== null) open(parts, { screen: 'compare', runIds: pair });
    },
  },
  export: withBatch(exportBatch),
  copy: withBatch((parts, batch) => {
    const run = batch.focus === 'list' ? runUnderCursor(batch) : null;
    const id = run?.id ?? batch.batchId;
    copyText(parts, id, `the id ${id}`);
  }),
};

function withBatch(run: (parts: ConsoleParts, batch: BatchState) => void): ScreenCommand {
  return {
    run(parts) {
      const { batch } = stateOf(parts);
      if (batch !== null) run(parts, batch);
    },
  };
}

function moveDown(parts: ConsoleParts, delta: number): void {
  const { batch } = stateOf(parts);
  if (batch === null) return;
  if (batch.focus === 'heat') moveHeat(parts, batch, delta * (paintedHeat(parts.model)?.perRow ?? 1));
  else if (batch.focus === 'groups') moveGroup(parts, batch, delta);
  else moveRun(parts, batch, delta);
}

function moveGroup(parts: ConsoleParts, batch: BatchState, delta: number): void {
  const groups = batchGroups(batch);
  const group = groups[clamp(groupRow(batch, groups) + delta, groups.length)];
  patch(parts, batch, { groupPrint: group?.fingerprint ?? null });
}

function moveRun(parts: ConsoleParts, batch: BatchState, delta: number): void {
  const runs = listedRuns(batch);
  const row = clamp(batchRow(batch) + delta, runs.length);
  patch(parts, batch, { cursorId: runs[row]?.id ?? null, cursorRow: row });
}

function moveHeat(parts: ConsoleParts, batch: BatchState, delta: number): void {
  const layout = paintedHeat(parts.model);
  if (layout === null) return;
  const cell = layout.cells[clamp(layout.cursor + delta, layout.cells.length)];
  const run = cell === undefined ? undefined : inStartOrder(batch.runs)[cell.from];
  patch(parts, batch, { focus: 'heat', heatId: run?.id ?? null });
  // What is painted moves with the next frame; two keys of one piece count from here.
  if (cell !== undefined) layout.cursor = layout.cells.indexOf(cell);
}

/** A run of the list; the runs of a slice or of a group become the list. */
function openWhatIsUnderCursor(parts: ConsoleParts, batch: BatchState): void {
  if (batch.focus === 'list') openRun(parts, batch);
  const group = batch.focus === 'groups' ? groupUnderCursor(batch) : null;
  const slice = batch.focus === 'heat' ? sliceUnderCursor(parts, batch) : null;
  if (group === null && slice === null) return;
  const cut = { slice, fingerprint: group?.fingerprint ?? null, text: batch.cut.text };
  patch(parts, batch, { cut, focus: 'list', cursorId: null, cursorRow: 0 });
}

/** Cells of the name above the runs that are opened from the batch. */
const longestName = 30;

function openRun(parts: ConsoleParts, batch: BatchState): void {
  const run = runUnderCursor(batch);
  if (run === null) return;
  // Bound, so that the way back leads to the same run.
  patch(parts, batch, { cursorId: run.id, cursorRow: batchRow(batch) });
  const runIds = listedRuns(batch).map(({ id }) => id);
  openRunFrom(parts, run.id, { name: `batch ${batchName(batch.batchId, longestName)}`, runIds });
}

function sliceUnderCursor(parts: ConsoleParts, batch: BatchState) {
  const layout = paintedHeat(parts.model);
  const cell = layout?.cells[layout.cursor];
  const order = inStartOrder(batch.runs);
  const from = order[cell?.from ?? -1];
  const to = order[(cell?.to ?? 0) - 1];
  return from === undefined || to === undefined ? null : { from: from.id, to: to.id };
}

function groupUnderCursor(batch: BatchState) {
  const groups = batchGroups(batch);
  return groups[groupRow(batch, groups)] ?? null;
}

function runOfList(parts: ConsoleParts): SlimRun | null {
  const { batch } = stateOf(parts);
  return batch === null ? null : runUnderCursor(batch);
}

/** The run of the batch that went well and is nearest to the one under the cursor, and that one. */
function pairOf(parts: ConsoleParts): readonly [string, string] | null {
  const { batch } = stateOf(parts);
  const run = runOfList(parts);
  if (batch === null || run === null) return null;
  const order = inStartOrder(batch.runs);
  const at = order.indexOf(run);
  let nearest: SlimRun | null = null;
  let distance = Number.POSITIVE_INFINITY;
  for (const [index, other] of order.entries()) {
    if (other.status !== 'completed' || other === run || Math.abs(index - at) >= distance) continue;
    nearest = other;
    distance = Math.abs(index - at);
  }
  return nearest === null ? null : [nearest.id, run.id];
}

function runUnderCursor(batch: BatchState): SlimRun | null {
  return listedRuns(batch)[batchRow(batch)] ?? null;
}

function patch(parts: ConsoleParts, batch: BatchState, change: Partial<BatchState>): void {
  patchBatch(parts.model, batch.batchId, change);
}

function patchNow(
  parts: ConsoleParts,
  batchId: string,
  change: (now: BatchState) => Partial<BatchState>,
): void {
  const { batch } = stateOf(parts);
  if (batch?.batchId === batchId) patchBatch(parts.model, batchId, change(batch));
}

function clamp(row: number, count: number): number {
  return Math.max(0, Math.min(row, count - 1));
}
