import type { Run } from '../model/run.ts';
import type { Schedule } from '../model/schedule.ts';
import type { Slot } from '../model/slot.ts';
import type { SourceFault } from '../model/source-fault.ts';
import { emptyList, type ItemList, itemAtCursor } from './item-list.ts';
import type { Problem } from './problem.ts';
import type { ScheduleHistory } from './schedule-history.ts';
import { firstScheduleSort, isInTrouble, type ScheduleSort, sortSchedules } from './schedule-order.ts';

/** Newest runs of each schedule that are kept for its strip, and as many slots. */
export const keptScheduleRuns = 50;

/** The schedules, and the newest runs and slots of those that were read. */
export interface SchedulesState {
  /** By name. */
  readonly list: ItemList<Schedule>;
  /** Words that a schedule must have in its name, target, rule, zone, status, phase or kind. */
  readonly filterText: string;
  readonly onlyProblems: boolean;
  readonly sort: ScheduleSort;
  /** Ids of those that are marked. */
  readonly marks: ReadonlySet<string>;
  /** Newest first, by schedule id; absent: not read. */
  readonly runs: ReadonlyMap<string, readonly Run[]>;
  /** As `runs`; nothing where the server tells of no slots. */
  readonly slots: ReadonlyMap<string, readonly Slot[]>;
  /** Grows when what was read for the strips is to be read anew. */
  readonly stripsVersion: number;
  /** Runs of all schedules that were looked at, where the server finds none by schedule; null where it does. */
  readonly lookedAt: number | null;
  /** What became of the schedule that was opened last; null before that. */
  readonly history: ScheduleHistory | null;
  /** Why one of them could not be read when it was opened, by its id. */
  readonly problems: ReadonlyMap<string, Problem>;
  /** What is wrong with files that define schedules, by path and line. */
  readonly sourceFaults: readonly SourceFault[];
}

/** The state of the console, or what of it tells of schedules. */
interface HasSchedules {
  readonly schedules: SchedulesState;
}

export function noSchedules(): SchedulesState {
  return {
    list: emptyList(),
    filterText: '',
    onlyProblems: false,
    sort: firstScheduleSort,
    marks: new Set(),
    runs: new Map(),
    slots: new Map(),
    stripsVersion: 0,
    lookedAt: null,
    history: null,
    problems: new Map(),
    sourceFaults: [],
  };
}

export function scheduleIdOf(schedule: Schedule): string {
  return schedule.id;
}

type Look = Pick<SchedulesState, 'filterText' | 'onlyProblems' | 'sort' | 'slots'>;

/** What was shown last of each list: painting asks for it several times, and a list may be of thousands. */
const shown = new WeakMap<readonly Schedule[], Look & { readonly items: readonly Schedule[] }>();

/** The list as filter and order leave it. */
export function shownSchedules({ schedules }: HasSchedules): ItemList<Schedule> {
  const { list, filterText, onlyProblems, sort, slots } = schedules;
  const known = shown.get(list.items);
  const isSame =
    known?.filterText === filterText &&
    known.onlyProblems === onlyProblems &&
    known.sort === sort &&
    (!onlyProblems || known.slots === slots);
  if (isSame) return { ...list, items: known.items };
  const words = wordsOf(filterText);
  const fitting = list.items.filter(
    (schedule) =>
      matchesWords(schedule, words) &&
      (!onlyProblems || isInTrouble(schedule, list.readAt ?? 0, newestSlot(schedules, schedule.id))),
  );
  const items = sortSchedules(fitting, sort);
  shown.set(list.items, { filterText, onlyProblems, sort, slots, items });
  return { ...list, items };
}

/** The newest slot of a schedule; null where none was read. */
export function newestSlot({ slots }: SchedulesState, id: string): Slot | null {
  return slots.get(id)?.[0] ?? null;
}

export function scheduleAtCursor(state: HasSchedules): Schedule | null {
  return itemAtCursor(shownSchedules(state), scheduleIdOf);
}

export function scheduleOf({ schedules }: HasSchedules, id: string): Schedule | null {
  return schedules.list.items.find((schedule) => schedule.id === id) ?? null;
}

/** The marked ones that are still there. */
export function markedSchedules({ schedules }: HasSchedules): readonly Schedule[] {
  return schedules.list.items.filter(({ id }) => schedules.marks.has(id));
}

function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

function matchesWords(schedule: Schedule, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const { name, target, when, timezone, status, phase, kind, definedIn, note, staleSince } = schedule;
  const told = [name, target, when, timezone, status, phase, kindWords[kind], definedIn, note];
  const text = [...told, staleSince === null ? null : 'stale'].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The words by which a kind is looked for, its own among them. */
const kindWords: Readonly<Record<Schedule['kind'], string>> = {
  scheduled: 'cron scheduled',
  'one-off': 'once one-off',
  recurring: 'every recurring',
  ongoing: 'ongoing',
};
