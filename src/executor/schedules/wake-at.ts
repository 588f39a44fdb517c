import { createHash } from 'node:crypto';
import { readInstant } from '../../cron/iso-times.ts';
import { isFiring, type ScheduleRecord } from './schedule-record.ts';

/** Milliseconds by which the slots of a schedule are fired later than they are: always the same for one schedule. */
export function jitterMsOf({ id, jitterSeconds }: Pick<ScheduleRecord, 'id' | 'jitterSeconds'>): number {
  if (jitterSeconds === null || jitterSeconds <= 0) return 0;
  const hash = createHash('sha256').update(id).digest().readUInt32BE(0);
  return (hash % (jitterSeconds + 1)) * 1000;
}

/** When a schedule becomes stale (epoch ms) if it has no success until then; null when it cannot, or is already. */
export function staleAt(record: ScheduleRecord): number | null {
  if (record.maxStalenessSeconds === null || record.staleSince !== null || !isFiring(record)) return null;
  const lastSuccess = Date.parse(record.lastSuccessAt ?? record.createdAt);
  const since = Math.max(lastSuccess, record.resumedAt ?? 0, beginOf(record));
  return since + record.maxStalenessSeconds * 1000;
}

/** Nobody expects a success of what has not begun yet. */
function beginOf({ kind, when, startAt }: ScheduleRecord): number {
  if (kind !== 'one-off') return startAt === null ? 0 : Date.parse(startAt);
  const at = readInstant(when);
  return typeof at === 'number' ? at : 0;
}

/**
 * When the scheduler has to look at a schedule, by what the record says itself: at the next slot with its jitter, when
 * a pause ends, or when it becomes stale, whichever comes first. Null when none of them will come.
 */
export function wakeAtOf(record: ScheduleRecord): number | null {
  if (record.archivedAt !== null || record.ended !== null) return null;
  if (record.status === 'paused') return record.pausedUntil === null ? null : Date.parse(record.pausedUntil);
  const fireAt = record.nextSlot === null ? null : record.nextSlot + jitterMsOf(record);
  const times = [fireAt, staleAt(record)].filter((at) => at !== null);
  return times.length === 0 ? null : Math.min(...times);
}

/** The record after its members have changed: what follows from them is reckoned. @param now epoch ms */
export function withWake(record: ScheduleRecord): ScheduleRecord {
  return { ...record, wakeAt: wakeAtOf(record) };
}
