import type { Run } from '../model/run.ts';
import type { Schedule } from '../model/schedule.ts';
import { emptyList, type ItemList, itemAtCursor } from './item-list.ts';
import type { Problem } from './problem.ts';

/** Newest runs of each schedule that are kept. */
export const keptScheduleRuns = 50;

/** The schedules, and the newest runs of those that were read. */
export interface SchedulesState {
  readonly list: ItemList<Schedule>;
  /** Words that a schedule must have in its name, target, cron, zone or status. */
  readonly filterText: string;
  /** Newest first, by schedule id; absent: not read. */
  readonly runs: ReadonlyMap<string, readonly Run[]>;
  /** Runs of all schedules that were looked at, where the server finds none by schedule; null where it does. */
  readonly lookedAt: number | null;
  /** The run under the cursor of the schedule on the screen. */
  readonly runCursorId: string | null;
  /** Why one of them could not be read when it was opened, by its id. */
  readonly problems: ReadonlyMap<string, Problem>;
}

/** The state of the console, or what of it tells of schedules. */
interface HasSchedules {
  readonly schedules: SchedulesState;
}

export function noSchedules(): SchedulesState {
  return {
    list: emptyList(),
    filterText: '',
    runs: new Map(),
    lookedAt: null,
    runCursorId: null,
    problems: new Map(),
  };
}

export function scheduleIdOf(schedule: Schedule): string {
  return schedule.id;
}

/** The list as the filter leaves it. */
export function shownSchedules({ schedules }: HasSchedules): ItemList<Schedule> {
  const { list, filterText } = schedules;
  const words = filterText
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return list;
  return { ...list, items: list.items.filter((schedule) => matchesWords(schedule, words)) };
}

export function scheduleAtCursor(state: HasSchedules): Schedule | null {
  return itemAtCursor(shownSchedules(state), scheduleIdOf);
}

export function scheduleOf({ schedules }: HasSchedules, id: string): Schedule | null {
  return schedules.list.items.find((schedule) => schedule.id === id) ?? null;
}

function matchesWords({ name, target, when, timezone, status }: Schedule, words: readonly string[]): boolean {
  const text = `${name} ${target} ${when} ${timezone} ${status}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
