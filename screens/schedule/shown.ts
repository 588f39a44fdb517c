import type { ConsoleState } from '../../src/store/console-state.ts';
import { currentPlace } from '../../src/store/places.ts';
import { type HistoryRow, historyRows, type ScheduleHistory } from '../../src/store/schedule-history.ts';

/** The id of the schedule on the screen; null on any other. */
export function shownScheduleId({ places }: Pick<ConsoleState, 'places'>): string | null {
  const place = places.stack.findLast(({ screen }) => screen === 'schedule') ?? currentPlace(places);
  return place.screen === 'schedule' ? place.scheduleId : null;
}

/** What was read of the one on the screen; null before anything was. */
export function shownHistory(state: ConsoleState): ScheduleHistory | null {
  const { history } = state.schedules;
  return history !== null && history.scheduleId === shownScheduleId(state) ? history : null;
}

/** Its rows, newest first. */
export function shownRows(state: ConsoleState): readonly HistoryRow[] {
  const history = shownHistory(state);
  return history === null ? [] : historyRows(history);
}

/** The row under the cursor: the one it was put on, else the newest. */
export function shownRow(state: ConsoleState): number {
  const key = shownHistory(state)?.cursorKey ?? null;
  return Math.max(
    0,
    shownRows(state).findIndex((row) => row.key === key),
  );
}
