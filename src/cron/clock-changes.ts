import { isoTime } from '../lib/clock.ts';
import type { ClockChange } from '../model/schedule-preview.ts';
import type { Cron } from './cron.ts';
import { nextFire } from './fires.ts';
import { visitWallTimes } from './wall-times.ts';
import { segmentsBetween, type ZoneSegment } from './zone-segments.ts';

const hourMs = 3_600_000;
/** Times of one change that are told one by one; the last of them says how many more there are. */
const mostOfOneChange = 3;
const mostChanges = 8;

/**
 * The wall-clock times of a rule that the clocks of the zone skip or show twice, from `from` until `to` (epoch ms), and
 * what becomes of them (the rule stands at `firesAfter`). A rule that fires at the same minutes of every hour, and
 * follows the clock, notices no change by whole hours: none is told of it.
 * @throws RangeError for a zone that is not known
 */
export function clockChangesOf(cron: Cron, zone: string, from: number, to: number): readonly ClockChange[] {
  const changes: ClockChange[] = [];
  let told = 0;
  for (const segment of segmentsBetween(zone, from, to)) {
    if (segment.start <= from || isUnnoticed(cron, segment)) continue;
    const found = changesAt(cron, zone, segment);
    if (found.length === 0) continue;
    changes.push(...found);
    told += 1;
    if (told === mostChanges) break;
  }
  return changes;
}

/** Whether the clocks of the zone skip or repeat any time of the rule between `from` and `to` (epoch ms). */
export function meetsClockChange(cron: Cron, zone: string, from: number, to: number): boolean {
  return clockChangesOf(cron, zone, from, to).length > 0;
}

function isUnnoticed({ fields, followsClock }: Cron, { offset, offsetBefore }: ZoneSegment): boolean {
  return followsClock && fields.hour.values.length === 24 && (offset - offsetBefore) % hourMs === 0;
}

function changesAt(cron: Cron, zone: string, segment: ZoneSegment): readonly ClockChange[] {
  const { start, offset, offsetBefore } = segment;
  const isGap = offset > offsetBefore;
  const walls: number[] = [];
  const [from, to] = isGap ? [start + offsetBefore, start + offset] : [start + offset, start + offsetBefore];
  visitWallTimes(cron, from, to, (wall) => walls.push(wall));
  const told = walls.slice(0, mostOfOneChange);
  return told.map((wall, index) => {
    const change = isGap ? skipped(cron, zone, segment, wall) : repeated(cron, segment, wall);
    const isLast = index === told.length - 1;
    return isLast && walls.length > told.length
      ? { ...change, text: `${change.text} (and ${walls.length - told.length} more that day)` }
      : change;
  });
}

function skipped(cron: Cron, zone: string, { start, offset }: ZoneSegment, wall: number): ClockChange {
  const next = cron.followsClock ? nextFire(cron, zone, start - 1) : start;
  const when = next === null ? 'never again' : timeOn(next + offset, wall);
  return {
    kind: 'skipped',
    wallTime: wallTime(wall),
    fires: cron.followsClock ? [] : [isoTime(start)],
    text: cron.followsClock
      ? `${timeOfDay(wall)} does not exist on ${dateOf(wall)}: nothing fires for it, the next fire is ${when}`
      : `${timeOfDay(wall)} does not exist on ${dateOf(wall)}: it fires ${when}`,
  };
}

function repeated({ followsClock }: Cron, { offset, offsetBefore }: ZoneSegment, wall: number): ClockChange {
  const first = isoTime(wall - offsetBefore);
  const what = followsClock ? 'it fires both times' : `it fires once, at the first ${timeOfDay(wall)}`;
  return {
    kind: 'repeated',
    wallTime: wallTime(wall),
    fires: followsClock ? [first, isoTime(wall - offset)] : [first],
    text: `${timeOfDay(wall)} comes twice on ${dateOf(wall)}: ${what}`,
  };
}

/** `2027-03-28T02:30` */
function wallTime(wall: number): string {
  return isoTime(wall).slice(0, 16);
}

function timeOfDay(wall: number): string {
  return isoTime(wall).slice(11, 16);
}

function timeOn(wall: number, day: number): string {
  const isSameDay = dateOf(wall) === dateOf(day);
  return `at ${timeOfDay(wall)} ${isSameDay ? 'that day' : `on ${dateOf(wall)}`}`;
}

const dates = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** `Sun 28 Mar 2027` */
function dateOf(wall: number): string {
  return dates.format(wall).replaceAll(',', '').replace('Sept', 'Sep');
}
