import type { Run } from '../model/run.ts';
import type { ScheduleEvent } from '../model/schedule-event.ts';
import type { Slot } from '../model/slot.ts';
import { isNewer } from './children-state.ts';
import type { Problem } from './problem.ts';

/** Rows of a history that are kept at most; what is older is found by the verbs. */
export const mostHistoryRows = 2_000;

/** What was read of runs or slots, newest first, and where the next page begins. */
export interface ReadPart<Item> {
  readonly items: readonly Item[];
  /** Null: there are no older ones. */
  readonly nextCursor: string | null;
}

/** What became of one schedule, as far back as it was read. */
export interface ScheduleHistory {
  readonly scheduleId: string;
  readonly runs: ReadPart<Run>;
  /** Null where the server does not tell of slots: then there are runs only. */
  readonly slots: ReadPart<Slot> | null;
  readonly isReading: boolean;
  /** Why it could not be read, or not further. */
  readonly problem: Problem | null;
  /** Key of the row under the cursor; null: the newest. */
  readonly cursorKey: string | null;
  /** What people did to it, oldest first, the newest few. */
  readonly events: readonly ScheduleEvent[];
  /** When it fires next, ISO 8601; null while that is not known. */
  readonly fires: readonly string[] | null;
}

/** One row: a run, with the slot that it is for, or a slot that has none. */
export type HistoryRow =
  | { readonly key: string; readonly at: number; readonly run: Run; readonly slot: Slot | null }
  | { readonly key: string; readonly at: number; readonly run: null; readonly slot: Slot };

export function emptyHistory(scheduleId: string): ScheduleHistory {
  return {
    scheduleId,
    runs: { items: [], nextCursor: null },
    slots: null,
    isReading: false,
    problem: null,
    cursorKey: null,
    events: [],
    fires: null,
  };
}

/**
 * Slots joined with runs, newest first. A run stands at its slot, one that was triggered at its creation. Rows that
 * older pages may still come between are left out.
 */
export function historyRows({ runs, slots }: Pick<ScheduleHistory, 'runs' | 'slots'>): readonly HistoryRow[] {
  const known = made.get(runs);
  if (known !== undefined && known.slots === slots) return known.rows;
  const rows = rowsAbove(runs, slots);
  made.set(runs, { slots, rows });
  return rows;
}

/** Painting asks for the rows each time. */
const made = new WeakMap<
  ReadPart<Run>,
  { readonly slots: ReadPart<Slot> | null; readonly rows: readonly HistoryRow[] }
>();

function rowsAbove(runs: ReadPart<Run>, slots: ReadPart<Slot> | null): readonly HistoryRow[] {
  const horizon = Math.max(
    runs.nextCursor === null ? -Infinity : createdOf(runs.items.at(-1)),
    slots === null || slots.nextCursor === null ? -Infinity : slotTime(slots.items.at(-1)),
  );
  return joinedRows(runs.items, slots?.items ?? []).filter(({ at }) => at >= horizon);
}

/** The same of all that is given, whatever may be missing between. */
export function joinedRows(runs: readonly Run[], slots: readonly Slot[]): readonly HistoryRow[] {
  const byId = new Map(runs.map((run) => [run.id, run]));
  const rows: HistoryRow[] = [];
  for (const slot of slots) {
    const run = slot.outcome === 'fired' && slot.runId !== null ? byId.get(slot.runId) : undefined;
    const at = slotTime(slot);
    if (run === undefined) rows.push({ key: `slot:${slot.at}`, at, run: null, slot });
    else rows.push({ key: `run:${run.id}`, at, run, slot });
    if (run !== undefined) byId.delete(run.id);
  }
  for (const run of byId.values()) {
    rows.push({ key: `run:${run.id}`, at: Date.parse(run.slot ?? run.createdAt), run, slot: null });
  }
  return rows.sort((left, right) => right.at - left.at);
}

/** Newest first, each once, as it was changed last. */
export function joinRuns(came: readonly Run[], known: readonly Run[], most: number): readonly Run[] {
  const runs = new Map(known.map((run) => [run.id, run]));
  for (const run of came) if (isNewer(run, runs.get(run.id))) runs.set(run.id, run);
  return [...runs.values()].sort(newestFirst).slice(0, most);
}

/** Runs that were caught up were created at once: their slots tell them apart. */
function newestFirst(left: Run, right: Run): number {
  const keyOf = ({ createdAt, slot, id }: Run) => `${createdAt} ${slot ?? ''} ${id}`;
  const [one, other] = [keyOf(left), keyOf(right)];
  return one < other ? 1 : one > other ? -1 : 0;
}

/** Newest first, each once; what came counts. */
export function joinSlots(came: readonly Slot[], known: readonly Slot[], most: number): readonly Slot[] {
  const slots = new Map(known.map((slot) => [slot.at, slot]));
  for (const slot of came) slots.set(slot.at, slot);
  return [...slots.values()].sort((left, right) => slotTime(right) - slotTime(left)).slice(0, most);
}

function slotTime(slot: Slot | undefined): number {
  return slot === undefined ? -Infinity : Date.parse(slot.at);
}

function createdOf(run: Run | undefined): number {
  return run === undefined ? -Infinity : Date.parse(run.createdAt);
}
