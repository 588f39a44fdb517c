import { isoTime } from '../lib/clock.ts';
import type { ScheduleKind } from '../model/schedule.ts';
import type { LoadPreview } from '../model/schedule-preview.ts';
import { createMinuteCounts, type MinuteCounts } from './minute-counts.ts';
import { quieterMinute } from './quieter-minute.ts';
import type { SlotBounds } from './slots.ts';
import { parseWhen, type TimeRule } from './time-rule.ts';
import { dayMs } from './wall-times.ts';
import { segmentAt } from './zone-segments.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const weekMs = 7 * dayMs;
const mostMinutes = 3;
const mostNames = 5;

/** Another schedule of the project that is not paused. */
export interface OtherSchedule {
  readonly name: string;
  readonly kind: ScheduleKind;
  readonly when: string;
  readonly timezone: string;
  /** Epoch ms, as in `SlotBounds`; without an anchor and a start a recurring one is left out. */
  readonly anchor?: number | undefined;
  readonly startAt?: number | null | undefined;
  readonly endAt?: number | null | undefined;
}

/** Schedules that fire at the same instants. */
interface Alike {
  readonly rule: TimeRule;
  readonly bounds: SlotBounds;
  readonly names: string[];
}

/**
 * Tells who else starts in the minutes of a rule in the 7 days after `from` (epoch ms). Starts are counted in one table
 * of the minutes of those days, and schedules with the same rule once: a thousand cost some milliseconds. Rules that
 * cannot be read count as nothing.
 */
export function otherLoad(
  others: readonly OtherSchedule[],
): (rule: TimeRule, bounds: SlotBounds, from: number) => LoadPreview {
  const groups = groupAlike(others);
  return (rule, bounds, from) => {
    const until = from + weekMs;
    // An hour more at each end: a minute that is offered instead may lie outside.
    const counts = createMinuteCounts(from - hourMs, until + hourMs);
    for (const { rule: other, bounds: within, names } of groups) counts.add(other, within, names.length);
    const own = createMinuteCounts(from, until);
    own.add(rule, bounds, 1);
    const fullest = fullestMinutes(own.minutes(), counts, rule);
    const minutes = fullest.map((at) => ({
      at: isoTime(at),
      names: namesAt(groups, at),
      starts: counts.at(at) + 1,
    }));
    return { minutes, quieter: quieterMinute(rule, own.minutes(), counts, from) };
  };
}

function groupAlike(others: readonly OtherSchedule[]): readonly Alike[] {
  const groups = new Map<string, Alike>();
  for (const { name, kind, when, timezone, anchor, startAt = null, endAt = null } of others) {
    if (kind === 'ongoing' || (kind === 'recurring' && anchor === undefined && startAt === null)) continue;
    const key = JSON.stringify([kind, when, timezone, kind === 'recurring' ? anchor : null, startAt, endAt]);
    const found = groups.get(key);
    if (found !== undefined) {
      found.names.push(name);
      continue;
    }
    const { rule } = parseWhen(kind, when, timezone);
    if (rule !== null)
      groups.set(key, { rule, bounds: { anchor: anchor ?? 0, startAt, endAt }, names: [name] });
  }
  return [...groups.values()];
}

/** One minute for each time of day of the rule, on the day on which it is fullest; fullest first. */
function fullestMinutes(own: readonly number[], counts: MinuteCounts, rule: TimeRule): readonly number[] {
  const byTime = new Map<number, number>();
  for (const at of own) {
    const time = timeOfDay(rule, at);
    const found = byTime.get(time);
    if (found === undefined || counts.at(at) > counts.at(found)) byTime.set(time, at);
  }
  return [...byTime.values()]
    .toSorted((left, right) => counts.at(right) - counts.at(left) || left - right)
    .slice(0, mostMinutes);
}

function timeOfDay(rule: TimeRule, at: number): number {
  const offset = rule.kind === 'scheduled' ? segmentAt(rule.timezone, at).offset : 0;
  return (at + offset) % dayMs;
}

/** The first few who start in that minute. */
function namesAt(groups: readonly Alike[], at: number): readonly string[] {
  const names: string[] = [];
  for (const { rule, bounds, names: alike } of groups) {
    const counts = createMinuteCounts(at - 1, at + minuteMs - 1);
    counts.add(rule, bounds, 1);
    if (counts.at(at) > 0) names.push(...alike.slice(0, mostNames - names.length));
    if (names.length >= mostNames) break;
  }
  return names;
}
