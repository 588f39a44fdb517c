import { setImmediate as nextTurn } from 'node:timers/promises';
import { intervalMsOf, nextSlot, pauseMsOf } from '../next-slot.ts';
import type { ScheduleRecord } from '../schedule-record.ts';
import { jitterMsOf } from '../wake-at.ts';
import type { FiringParts } from './firing-parts.ts';

/** Schedules that are written in one transaction. */
const groupSize = 50;

/**
 * The clock was set back: slots that were reckoned by it as it was would leave a schedule silent for as long.
 * @param now epoch ms
 */
export async function reckonAnew(
  parts: Pick<FiringParts, 'storage' | 'ledger'>,
  now: number,
  isStopped: () => boolean,
): Promise<void> {
  const { storage, ledger } = parts;
  for (;;) {
    const ahead = isStopped() ? [] : storage.schedules.reckonedAfter(now, groupSize);
    if (ahead.length === 0) return;
    await ledger.record((pen) => {
      for (const { id } of ahead) {
        const record = storage.schedules.get(id);
        if (record !== null) pen.schedules.revise(reckonedAnew(record, now));
      }
    });
    await nextTurn();
  }
}

function reckonedAnew(record: ScheduleRecord, now: number): ScheduleRecord {
  const isOver = record.ended !== null || record.archivedAt !== null;
  if (isOver) return { ...record, reckonedAt: now };
  const anchored = { ...record, anchoredAt: anchorBefore(record, now) };
  return { ...anchored, nextSlot: slotReckonedAnew(anchored, now), reckonedAt: now, wakeAt: now };
}

/** An interval that counts from a moment that is still to come would be silent until then: the same steps, from earlier on. */
function anchorBefore(record: ScheduleRecord, now: number): number {
  const { anchoredAt, kind, startAt } = record;
  if (kind !== 'recurring' || startAt !== null || anchoredAt <= now) return anchoredAt;
  const step = intervalMsOf(record);
  if (step === null) return anchoredAt;
  return anchoredAt - Math.ceil((anchoredAt - now) / step) * step;
}

/** The first slot of a schedule whose clock was set back. @param now epoch ms, earlier than it was reckoned by */
function slotReckonedAnew(record: ScheduleRecord, now: number): number | null {
  const { nextSlot: known, kind } = record;
  if (known === null || known <= now || kind === 'one-off') return known;
  if (kind === 'ongoing') return Math.min(known, now + (pauseMsOf(record) ?? 0));
  return nextSlot(record, now - jitterMsOf(record) - 1) ?? known;
}
