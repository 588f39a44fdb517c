import { setImmediate as nextTurn } from 'node:timers/promises';
import { nextSlot, pauseMsOf, slotsOf } from '../next-slot.ts';
import type { ScheduleRecord } from '../schedule-record.ts';
import { jitterMsOf } from '../wake-at.ts';

/** A slot that is decided no later than this counts as on time. */
export const onTimeMs = 60_000;
/** Rows that are written of slots without a run: the newest ones. */
export const mostRows = 1000;
/** Slots that get a run in one transaction; the others follow in the next ones. */
export const mostFires = 100;

/** What of the slots of a schedule is due. Times are epoch ms, lists are ascending. */
export interface DueSlots {
  /** Missed slots that get no run and are too many for rows: older than the others. */
  readonly passedOver: number;
  readonly missed: readonly number[];
  readonly onTime: readonly number[];
  /** The first slot after all of those; it may be due as well. */
  readonly next: number | null;
}

/**
 * The slots of a schedule from its next one on that are due. Looks at each: a year of missed minutes takes a while, in
 * which the event loop is free.
 * @param now epoch ms
 */
export async function dueSlots(record: ScheduleRecord, now: number): Promise<DueSlots> {
  const { nextSlot: first } = record;
  const jitter = jitterMsOf(record);
  if (first === null || first + jitter > now) return { ...nothingDue, next: first };
  if (record.kind === 'ongoing') return { ...nothingDue, onTime: [first] };
  const bounds = boundsOf(record, now, jitter);
  const found = { passedOver: 0, older: createNewest(), missed: [] as number[], onTime: [] as number[] };
  const slices = createSlices();
  let slot: number | null = skipAhead(record, first, bounds.runsFrom, found);
  const later = slotsOf(record, slot);
  while (slot !== null && slot + jitter <= now && found.missed.length + found.onTime.length < mostFires) {
    if (slot < bounds.runsFrom) {
      found.passedOver++;
      found.older.add(slot);
    } else (slot < bounds.onTimeFrom ? found.missed : found.onTime).push(slot);
    if (slices.isOver()) await slices.next();
    slot = later.next().value ?? null;
  }
  const { older, missed, onTime } = found;
  const newest = older.list();
  const passedOver = found.passedOver - newest.length;
  return { passedOver, missed: [...newest, ...missed], onTime, next: slot };
}

/** Of a schedule that waits. */
export const nothingDue: DueSlots = { passedOver: 0, missed: [], onTime: [], next: null };

/** From when on slots are on time, and from when on each of them may get a run of its own. */
function boundsOf(record: ScheduleRecord, now: number, jitter: number) {
  const { passed, resumedAt, missedMaxAgeSeconds } = record;
  const onTime = now - onTimeMs - jitter;
  const onTimeFrom = passed === null ? onTime : Math.max(onTime, (resumedAt ?? 0) - jitter);
  const isEach = (passed?.policy ?? record.missedPolicy) === 'all' && record.concurrencyPolicy !== 'Replace';
  if (!isEach) return { onTimeFrom, runsFrom: onTimeFrom };
  const oldest = missedMaxAgeSeconds === null ? Number.NEGATIVE_INFINITY : now - missedMaxAgeSeconds * 1000;
  return { onTimeFrom, runsFrom: Math.min(oldest, onTimeFrom) };
}

/** Slots in equal steps need no look at each: counts those that are too many for rows. */
function skipAhead(
  record: ScheduleRecord,
  first: number,
  before: number,
  found: { passedOver: number },
): number {
  if (record.kind !== 'recurring' || !Number.isFinite(before)) return first;
  const second = slotsOf(record, first).next().value;
  if (second === undefined) return first;
  const step = second - first;
  const skipped = Math.max(0, Math.floor((before - first) / step) - mostRows);
  found.passedOver += skipped;
  return first + skipped * step;
}

/** Keeps the newest of what it is given in ascending order. */
function createNewest() {
  let kept: number[] = [];
  return {
    add(slot: number) {
      kept.push(slot);
      if (kept.length >= 2 * mostRows) kept = kept.slice(-mostRows);
    },
    list: () => kept.slice(-mostRows),
  };
}

const sliceMs = 5;
const slotsPerLook = 32;

/** Gives the event loop back now and then. */
function createSlices() {
  let began = performance.now();
  let slots = 0;
  return {
    isOver: () => ++slots % slotsPerLook === 0 && performance.now() - began > sliceMs,
    async next() {
      await nextTurn();
      began = performance.now();
    },
  };
}

/** The first slot of a schedule whose clock was set back. @param now epoch ms, earlier than it was reckoned by */
export function slotReckonedAnew(record: ScheduleRecord, now: number): number | null {
  const { nextSlot: known, kind } = record;
  if (known === null || known <= now || kind === 'one-off') return known;
  if (kind === 'ongoing') return Math.min(known, now + (pauseMsOf(record) ?? 0));
  return nextSlot(record, now - jitterMsOf(record) - 1) ?? known;
}
