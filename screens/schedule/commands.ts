import { moveHistoryCursor } from '../../src/store/read-history.ts';
import type { HistoryRow } from '../../src/store/schedule-history.ts';
import { scheduleOf } from '../../src/store/schedules-state.ts';
import { batchCommand } from '../batch-command.ts';
import { copyText } from '../copy-text.ts';
import { backWithFacts, movementWithFacts } from '../facts-pane.ts';
import { open } from '../navigate.ts';
import { openRunFrom } from '../open-run.ts';
import { type ConsoleParts, type ScreenCommands, stateOf } from '../parts.ts';
import { scheduleActingCommands } from '../schedules/acting.ts';
import { askToBackfillSlot } from '../schedules/ask-backfill.ts';
import { backfillReason } from '../schedules/reasons.ts';
import { always } from '../screen-command.ts';
import { shownRow, shownRows, shownScheduleId } from './shown.ts';
import { shownFacts } from './source.ts';

const acting = scheduleActingCommands(shownSchedule);

export const scheduleCommands: ScreenCommands = {
  ...movementWithFacts(shownFacts, (parts, delta) => moveHistoryCursor(parts.model, delta)),
  ...backWithFacts(shownFacts),
  ...acting,
  ...batchCommand((parts) => rowUnderCursor(parts)?.run ?? null),
  new: {
    ...acting.new,
    run(parts) {
      const target = shownSchedule(parts)?.target;
      open(parts, { screen: 'schedule-editor', scheduleId: null, target });
    },
  },
  why: {
    disabledReason: (parts) =>
      runIdOf(rowUnderCursor(parts)) === null ? 'no run is under the cursor' : null,
    run(parts) {
      openUnderCursor(parts);
      parts.doCommand('why');
    },
  },
  open: {
    disabledReason: (parts) => openReason(parts),
    run: openUnderCursor,
  },
  copy: always((parts) => {
    const id = shownScheduleId(stateOf(parts));
    if (id !== null) copyText(parts, id, `the id ${id}`);
  }),
};

function shownSchedule(parts: ConsoleParts) {
  const state = stateOf(parts);
  return scheduleOf(state, shownScheduleId(state) ?? '');
}

function rowUnderCursor(parts: ConsoleParts): HistoryRow | null {
  const state = stateOf(parts);
  return shownRows(state)[shownRow(state)] ?? null;
}

/** The run that a row leads to; null for slots that have none. */
function runIdOf(row: HistoryRow | null): string | null {
  if (row === null) return null;
  return row.run === null ? (row.slot.outcome === 'fired' ? row.slot.runId : null) : row.run.id;
}

/** Why Enter can do nothing with the row under the cursor. */
function openReason(parts: ConsoleParts): string | null {
  const row = rowUnderCursor(parts);
  if (row === null || runIdOf(row) !== null) return null;
  const reason = backfillReason(stateOf(parts), shownSchedule(parts));
  return reason === null ? null : `the slot has no run, and can’t be backfilled: ${reason}`;
}

/** The run of the row; of a slot that has none a backfill is offered. */
function openUnderCursor(parts: ConsoleParts): void {
  const row = rowUnderCursor(parts);
  if (row === null) return;
  // Bound, so that the way back leads to the same row.
  moveHistoryCursor(parts.model, 0);
  const runId = runIdOf(row);
  const schedule = shownSchedule(parts);
  if (runId !== null) {
    const runIds = shownRows(stateOf(parts)).flatMap((one) => runIdOf(one) ?? []);
    openRunFrom(parts, runId, { name: `Schedule ${schedule?.name ?? ''}`.trim(), runIds });
  } else if (schedule !== null && row.slot !== null) {
    askToBackfillSlot(parts, schedule, row.slot);
  }
}
