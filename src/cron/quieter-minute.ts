import type { Suggestion } from '../model/schedule-preview.ts';
import { meetsClockChange } from './clock-changes.ts';
import type { Cron } from './cron.ts';
import type { MinuteCounts } from './minute-counts.ts';
import { isCron, parseCron } from './parse-cron.ts';
import { withField } from './safer-time.ts';
import type { TimeRule } from './time-rule.ts';
import { dayMs } from './wall-times.ts';

const minuteMs = 60_000;
const yearMs = 365 * dayMs;

/** Another minute field, and by how many minutes it fires later. */
interface Shift {
  readonly by: number;
  readonly minute: string;
}

/**
 * The same rule some minutes earlier or later in its hour, where the fewest others start; the nearest of several, rather
 * later than earlier. Null when nobody else starts in its minutes, when no minute is quieter, and for rules other than
 * those with one minute or with every nth minute of all hours.
 * @param own the minutes in which the rule fires, epoch ms
 * @param others how many others start
 */
export function quieterMinute(
  rule: TimeRule,
  own: readonly number[],
  others: MinuteCounts,
  from: number,
): Suggestion | null {
  if (rule.kind !== 'scheduled') return null;
  const { cron, timezone } = rule;
  const peakOf = (by: number) => own.reduce((most, at) => Math.max(most, others.at(at + by * minuteMs)), 0);
  const peak = peakOf(0);
  if (peak === 0) return null;
  const isSafe = !meetsClockChange(cron, timezone, from, from + yearMs);
  const found = shiftsOf(cron)
    .map((shift) => ({ ...shift, starts: peakOf(shift.by) }))
    .filter(({ starts }) => starts < peak)
    .toSorted((left, right) => left.starts - right.starts || distance(left) - distance(right))
    .map(({ minute }) => parseCron(withField(cron, 'minute', minute)))
    .filter(isCron)
    .find((other) => !isSafe || !meetsClockChange(other, timezone, from, from + yearMs));
  return found === undefined ? null : { when: found.text, timezone, text: textOf(found) };
}

/** Later ones count as a little nearer. */
function distance({ by }: Shift): number {
  return Math.abs(by) + (by < 0 ? 0.5 : 0);
}

function shiftsOf({ fields: { minute, hour } }: Cron): readonly Shift[] {
  const [only] = minute.values;
  if (/^\d+$/.test(minute.text) && only !== undefined) {
    return Array.from({ length: 60 }, (_, value) => ({ by: value - only, minute: String(value) }));
  }
  const step = /^\*\/(\d+)$/.exec(minute.text)?.[1];
  const every = step === undefined ? 0 : Number(step);
  // Only then are the fires as far apart as before, and the rule follows the clock as before.
  if (every < 2 || 60 % every !== 0 || hour.text !== '*') return [];
  return Array.from({ length: every - 1 }, (_, index) => ({
    by: index + 1,
    minute: `${index + 1}-59/${every}`,
  }));
}

/** `02:41`, or `minutes 7, 22, 37, 52`. */
function textOf({ fields: { minute, hour } }: Cron): string {
  const [onlyMinute] = minute.values;
  const [onlyHour] = hour.values;
  if (minute.values.length > 1)
    return `minutes ${minute.values.slice(0, 4).join(', ')}${minute.values.length > 4 ? '…' : ''}`;
  return hour.values.length === 1 ? `${two(onlyHour)}:${two(onlyMinute)}` : `minute ${onlyMinute}`;
}

function two(number: number | undefined): string {
  return String(number ?? 0).padStart(2, '0');
}
