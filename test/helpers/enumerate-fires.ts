import type { DrawnRule } from './drawn-rule.ts';
import type { MinutesOfZone } from './minutes-of-zone.ts';

const minuteMs = 60_000;

/**
 * When a rule fires, found by a look at each minute. A time that is named, and that no clock showed, is due when the
 * clocks go on; one that comes again is not.
 */
export function firesOf(rule: DrawnRule, { first, walls }: MinutesOfZone): readonly number[] {
  const fires: number[] = [];
  let latest = (walls[0] ?? 0) - 1;
  // By index, and without a call for the usual minute: there are millions of them.
  for (let index = 0; index < walls.length; index += 1) {
    const wall = walls[index] ?? 0;
    const isNext = rule.followsClock || wall === latest + 1;
    const isDue = isNext ? rule.allows(wall) : allowsAny(rule, latest + 1, wall);
    if (isDue) fires.push(first + index * minuteMs);
    if (wall > latest) latest = wall;
  }
  return fires;
}

/** From `low` to `high`, both included; none where the clocks went back. */
function allowsAny(rule: DrawnRule, low: number, high: number): boolean {
  for (let wall = low; wall <= high; wall += 1) if (rule.allows(wall)) return true;
  return false;
}
