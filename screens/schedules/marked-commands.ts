import type { Schedule } from '../../src/model/schedule.ts';
import type { LeftOut } from '../../src/store/acting/action.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { moveScheduleCursor, patchSchedules } from '../../src/store/read-schedules.ts';
import { markedSchedules, scheduleAtCursor, shownSchedules } from '../../src/store/schedules-state.ts';
import { type ConsoleParts, type ScreenCommand, type ScreenCommands, stateOf } from '../parts.ts';
import { always } from '../screen-command.ts';
import { askToDelete, scheduleActingCommands } from './acting.ts';
import { askToPause, type BulkParts } from './ask-pause.ts';
import { askToResumeAll } from './ask-resume.ts';
import { deleteReason, pauseReason } from './reasons.ts';

const one = scheduleActingCommands((parts) => scheduleAtCursor(stateOf(parts)));

/** The commands that mark schedules, and those that act on what is marked, or else on the one under the cursor. */
export const markedCommands: ScreenCommands = {
  ...one,
  mark: always(toggleMark),
  'mark-all': always((parts) => {
    const { items } = shownSchedules(stateOf(parts));
    patchSchedules(parts.model, { marks: new Set(items.map(({ id }) => id)) });
  }),
  pause: onMarked(one.pause, pauseOrResume),
  delete: onMarked(one.delete, (parts, schedules) => {
    const { able, bulk } = split(parts, schedules, deleteReason);
    askToDelete(parts, able, bulk);
  }),
};

/** @returns false when there are no marks to take away */
export function clearScheduleMarks(parts: ConsoleParts): boolean {
  if (stateOf(parts).schedules.marks.size === 0) return false;
  patchSchedules(parts.model, { marks: new Set() });
  return true;
}

function toggleMark(parts: ConsoleParts): void {
  const state = stateOf(parts);
  const schedule = scheduleAtCursor(state);
  if (schedule === null) return;
  const marks = new Set(state.schedules.marks);
  if (!marks.delete(schedule.id)) marks.add(schedule.id);
  patchSchedules(parts.model, { marks });
  moveScheduleCursor(parts.model, 1);
}

function onMarked(
  alone: ScreenCommand | undefined,
  act: (parts: ConsoleParts, schedules: readonly Schedule[]) => void,
): ScreenCommand {
  return {
    disabledReason: (parts) =>
      markedSchedules(stateOf(parts)).length > 0 ? null : (alone?.disabledReason?.(parts) ?? null),
    run(parts) {
      const marked = markedSchedules(stateOf(parts));
      if (marked.length === 0) alone?.run(parts);
      else act(parts, marked);
    },
  };
}

/** Pauses those that are not; where all of them are paused they are resumed, each as it says itself. */
function pauseOrResume(parts: ConsoleParts, schedules: readonly Schedule[]): void {
  const { able, bulk } = split(parts, schedules, pauseReason);
  const running = able.filter(({ status }) => status !== 'paused');
  if (running.length > 0) {
    const rest = able.length - running.length;
    const leftOut = [
      ...(bulk.leftOut ?? []),
      ...(rest > 0 ? [{ count: rest, reason: 'are paused already' }] : []),
    ];
    askToPause(parts, running, { ...bulk, leftOut });
    return;
  }
  askToResumeAll(parts, able, bulk);
}

type Reason = (state: ConsoleState, schedule: Schedule) => string | null;

/** Those that it can be done to, and how many not by reason; what was done is not marked any more. */
function split(
  parts: ConsoleParts,
  schedules: readonly Schedule[],
  reasonOf: Reason,
): { readonly able: readonly Schedule[]; readonly bulk: BulkParts } {
  const able: Schedule[] = [];
  const counts = new Map<string, number>();
  for (const schedule of schedules) {
    const reason = reasonOf(stateOf(parts), schedule);
    if (reason === null) able.push(schedule);
    else counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  const leftOut: readonly LeftOut[] = [...counts].map(([reason, count]) => ({
    count,
    reason: `can’t be: ${reason}`,
  }));
  const meant = new Set(schedules.map(({ id }) => id));
  const onDone = (failedIds: readonly string[]) => {
    const { marks } = stateOf(parts).schedules;
    const kept = [...marks].filter((id) => !meant.has(id));
    patchSchedules(parts.model, { marks: new Set([...kept, ...failedIds]) });
  };
  return { able, bulk: { leftOut, onDone } };
}
