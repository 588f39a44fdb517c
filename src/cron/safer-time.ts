import type { Suggestion } from '../model/schedule-preview.ts';
import { meetsClockChange } from './clock-changes.ts';
import type { Cron, CronFieldName } from './cron.ts';
import { isCron, parseCron } from './parse-cron.ts';

/**
 * A rule that meets no clock change between `from` and `to` (epoch ms), for one that does: one that names single hours
 * moves those that are affected to the nearest one that is not, later ones first; any other is offered UTC.
 * The rest of the text stays as it was typed.
 */
export function saferTime(cron: Cron, timezone: string, from: number, to: number): Suggestion {
  return otherHours(cron, timezone, from, to) ?? { when: cron.text, timezone: 'UTC', text: 'timezone UTC' };
}

/** The text with one of its fields replaced. */
export function withField({ text, fields }: Cron, name: CronFieldName, replacement: string): string {
  const { from, to } = fields[name];
  return `${text.slice(0, from)}${replacement}${text.slice(to)}`;
}

function otherHours(cron: Cron, timezone: string, from: number, to: number): Suggestion | null {
  const { hour } = cron.fields;
  if (cron.followsClock || !/^\d+(,\d+)*$/.test(hour.text)) return null;
  const isSafe = (hours: readonly number[]) => {
    const other = parseCron(withField(cron, 'hour', hours.join()));
    return isCron(other) && !meetsClockChange(other, timezone, from, to);
  };
  const moved = new Map<number, number>();
  for (const value of hour.values) {
    const taken = [...hour.values, ...moved.values()];
    const safe = isSafe([value]) ? value : nearestFree(value, taken).find((other) => isSafe([other]));
    if (safe === undefined) return null;
    if (safe !== value) moved.set(value, safe);
  }
  const hours = hour.values.map((value) => moved.get(value) ?? value).toSorted((a, b) => a - b);
  const when = withField(cron, 'hour', hours.join());
  return {
    when,
    timezone,
    text: `${[...moved.values()].map((value) => timeText(cron, value)).join(', ')} local`,
  };
}

/** Hours of the same day that are not taken: up to five later, then the earlier ones, then the rest. */
function nearestFree(hour: number, taken: readonly number[]): readonly number[] {
  const later = Array.from({ length: 23 - hour }, (_, index) => hour + 1 + index);
  const earlier = Array.from({ length: hour }, (_, index) => hour - 1 - index);
  return [...later.slice(0, 5), ...earlier, ...later.slice(5)].filter((other) => !taken.includes(other));
}

/** `03:30`; of several minutes `03:00 and 03:30`. */
function timeText({ fields }: Cron, hour: number): string {
  const shown = fields.minute.values.slice(0, 2).map((minute) => `${two(hour)}:${two(minute)}`);
  return fields.minute.values.length > 2 ? `${two(hour)}:…` : shown.join(' and ');
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
