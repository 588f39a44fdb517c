import { nextFire } from '../../cron/fires.ts';
import { isCron, parseCron } from '../../cron/parse-cron.ts';
import type { ScheduleRecord } from './schedule-record.ts';

/** What decides when a schedule fires. */
export type TimeRule = Pick<
  ScheduleRecord,
  'kind' | 'when' | 'timezone' | 'startAt' | 'endAt' | 'createdAt' | 'maxRuns' | 'runCount'
>;

/**
 * The first slot later than `after` (epoch ms), without jitter; null when there is none: also once the number of runs
 * is reached, at or after the end, and for an ongoing one, whose slots follow from the ends of its runs.
 * @throws RangeError for a time zone that is not known any more
 */
export function nextSlot(rule: TimeRule, after: number): number | null {
  if (rule.maxRuns !== null && rule.runCount >= rule.maxRuns) return null;
  const start = rule.startAt === null ? Number.NEGATIVE_INFINITY : Date.parse(rule.startAt);
  const slot = slotAfter(rule, Math.max(after, start - 1));
  return slot === null || (rule.endAt !== null && slot >= Date.parse(rule.endAt)) ? null : slot;
}

function slotAfter(rule: TimeRule, after: number): number | null {
  if (rule.kind === 'ongoing') return null;
  if (rule.kind === 'one-off') {
    const at = Date.parse(rule.when);
    return at > after ? at : null;
  }
  if (rule.kind === 'recurring') {
    const interval = durationMs(rule.when);
    const anchor = Date.parse(rule.startAt ?? rule.createdAt);
    return interval === null
      ? null
      : anchor + Math.max(0, Math.floor((after - anchor) / interval) + 1) * interval;
  }
  const parsed = parseCron(rule.when);
  return isCron(parsed) ? nextFire(parsed, rule.timezone, after) : null;
}

const durationParts = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?)?$/i;
const partMs = [604_800_000, 86_400_000, 3_600_000, 60_000, 1000];

/** Milliseconds of an ISO 8601 duration of weeks to seconds; null for any other text, and for none at all. */
export function durationMs(text: string): number | null {
  const parts = durationParts.exec(text.trim());
  if (parts === null) return null;
  const sum = partMs.reduce((total, ms, index) => total + Number(parts[index + 1] ?? 0) * ms, 0);
  return sum > 0 ? sum : null;
}
