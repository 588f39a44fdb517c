import { setImmediate as nextTurn } from 'node:timers/promises';
import { intervalMsOf, slotsOf, visitSlots } from '../next-slot.ts';
import type { ScheduleRecord } from '../schedule-record.ts';
import { jitterMsOf } from '../wake-at.ts';

/** A slot that is decided no later than this counts as on time; of a shorter interval, no later than the next one. */
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
 * The slots of a schedule from its next one on that are due. Counting a year of missed minutes takes a while, in which
 * the event loop is free.
 * @param now epoch ms
 */
export async function dueSlots(record: ScheduleRecord, now: number): Promise<DueSlots> {
  const { nextSlot: first } = record;
  const jitter = jitterMsOf(record);
  if (first === null || first + jitter > now) return { ...nothingDue, next: first };
  if (record.kind === 'ongoing') return { ...nothingDue, onTime: [first] };
  const { onTimeFrom, runsFrom } = boundsOf(record, now, jitter);
  const passed = await passedBefore(record, first, runsFrom);
  const missed: number[] = [];
  const onTime: number[] = [];
  const later = slotsOf(record, first < runsFrom ? runsFrom - 1 : first);
  let slot: number | null = first < runsFrom ? (later.next().value ?? null) : first;
  while (slot !== null && slot + jitter <= now && missed.length + onTime.length < mostFires) {
    if (slot < onTimeFrom) missed.push(slot);
    else onTime.push(slot);
    slot = later.next().value ?? null;
  }
  return { passedOver: passed.count, missed: [...passed.newest, ...missed], onTime, next: slot };
}

/** Of a schedule that waits. */
export const nothingDue: DueSlots = { passedOver: 0, missed: [], onTime: [], next: null };

/** From when on slots are on time, and from when on each of them may get a run of its own. */
function boundsOf(record: ScheduleRecord, now: number, jitter: number) {
  const { passed, resumedAt, missedMaxAgeSeconds } = record;
  // Else a restart would fire all that a short interval had in the last minute, whatever the policy.
  const onTime = now - Math.min(onTimeMs, intervalMsOf(record) ?? onTimeMs) - jitter;
  const onTimeFrom = passed === null ? onTime : Math.max(onTime, (resumedAt ?? 0) - jitter);
  const isEach = (passed?.policy ?? record.missedPolicy) === 'all' && record.concurrencyPolicy !== 'Replace';
  if (!isEach) return { onTimeFrom, runsFrom: onTimeFrom };
  const oldest = missedMaxAgeSeconds === null ? Number.NEGATIVE_INFINITY : now - missedMaxAgeSeconds * 1000;
  return { onTimeFrom, runsFrom: Math.min(oldest, onTimeFrom) };
}

/** Milliseconds of time whose slots are counted without a break: at most a few thousand. */
const windowMs = 2 * 86_400_000;

/** The slots from `first` on that are earlier than `before`: the newest, and how many others there are. */
async function passedBefore(record: ScheduleRecord, first: number, before: number) {
  const newest = createNewest();
  let count = 0;
  const add = (slot: number) => {
    count++;
    newest.add(slot);
  };
  const skipped = stepsToSkip(record, first, before);
  count += skipped.count;
  let at = first + skipped.ms;
  if (at < before) add(at);
  for (; at < before - 1; at = Math.min(at + windowMs, before - 1)) {
    visitSlots(record, at, Math.min(at + windowMs, before - 1), add);
    await nextTurn();
  }
  const kept = newest.list();
  return { count: count - kept.length, newest: kept };
}

/** Slots in equal steps need no look at each. */
function stepsToSkip(record: ScheduleRecord, first: number, before: number) {
  const step = intervalMsOf(record);
  if (step === null || !Number.isFinite(before)) return { count: 0, ms: 0 };
  const count = Math.max(0, Math.floor((before - first) / step) - mostRows);
  return { count, ms: count * step };
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
