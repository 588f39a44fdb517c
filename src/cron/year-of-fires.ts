import { type SlotBounds, slotsAfter } from './slots.ts';
import type { TimeRule } from './time-rule.ts';
import { visitSlots } from './visit-slots.ts';
import { dayMs } from './wall-times.ts';

const yearMs = 365 * dayMs;

export interface YearOfFires {
  readonly fires: number;
  /** Milliseconds between two of them, the shortest; null with less than two. */
  readonly shortestGapMs: number | null;
}

/**
 * How often a rule fires in the 365 days after `after` (epoch ms), and how close together. Every fire is looked at, by
 * plain arithmetic: some 10 ms for one of each minute.
 * @param most no more fires than this are counted; null for no limit
 */
export function yearOfFires(
  rule: TimeRule,
  bounds: SlotBounds,
  after: number,
  most: number | null,
): YearOfFires | null {
  if (rule.kind === 'ongoing') return null;
  if (rule.kind === 'recurring') return yearOfIntervals(rule, bounds, after, most);
  const limit = most ?? Number.POSITIVE_INFINITY;
  let fires = 0;
  let shortest = Number.POSITIVE_INFINITY;
  let previous = Number.NEGATIVE_INFINITY;
  const count = (at: number) => {
    if (fires >= limit) return;
    fires += 1;
    shortest = Math.min(shortest, at - previous);
    previous = at;
  };
  visitSlots(rule, bounds, after, after + yearMs, count);
  return { fires, shortestGapMs: Number.isFinite(shortest) ? shortest : null };
}

function yearOfIntervals(
  rule: Extract<TimeRule, { kind: 'recurring' }>,
  bounds: SlotBounds,
  after: number,
  most: number | null,
): YearOfFires {
  const first = slotsAfter(rule, bounds, after).next().value;
  const last = Math.min(after + yearMs, (bounds.endAt ?? Number.POSITIVE_INFINITY) - 1);
  const inYear = first === undefined || first > last ? 0 : Math.floor((last - first) / rule.intervalMs) + 1;
  const fires = Math.min(inYear, most ?? Number.POSITIVE_INFINITY);
  return { fires, shortestGapMs: fires < 2 ? null : rule.intervalMs };
}
