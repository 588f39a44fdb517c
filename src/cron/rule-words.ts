import type { ScheduleKind } from '../model/schedule.ts';
import { cronWords } from './cron-words.ts';
import { readInstant, readInterval } from './iso-times.ts';

const units = [
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/**
 * A time rule in words: `Every 15 minutes`, `Once, at 2026-12-24 08:00 UTC`. Null for what is none, or has no words.
 * @param when see `scheduleKinds`
 */
export function ruleWords(kind: ScheduleKind, when: string): string | null {
  if (kind === 'scheduled') return cronWords(when);
  if (kind === 'one-off') {
    const at = readInstant(when);
    return typeof at === 'string'
      ? null
      : `Once, at ${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  }
  const interval = intervalWords(when);
  if (interval === null) return null;
  return kind === 'recurring' ? `Every ${interval}` : `Again and again, ${pause(interval)} after each run`;
}

/** An ISO 8601 duration in the largest unit that divides it: `15 minutes`, `90 minutes`, `hour` for one of them. */
function intervalWords(duration: string): string | null {
  const ms = readInterval(duration);
  if (typeof ms === 'string') return null;
  const seconds = ms / 1000;
  const [unit, length] = units.find(([, size]) => seconds % size === 0) ?? ['second', 1];
  return seconds === length ? unit : `${seconds / length} ${unit}s`;
}

function pause(interval: string): string {
  return /^\d/.test(interval) ? interval : `one ${interval}`;
}
