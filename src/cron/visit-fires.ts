import { afterRepeated } from './clock-rule.ts';
import type { Cron } from './cron.ts';
import { firstWallTime, visitWallTimes } from './wall-times.ts';
import { segmentsBetween, type ZoneSegment } from './zone-segments.ts';

/**
 * Calls `visit` with every fire later than `after` and no later than `until` (epoch ms), ascending: the same as
 * `firesAfter` says, some thousand times as quick, for counting many.
 * @throws RangeError for a zone that is not known
 */
export function visitFires(
  cron: Cron,
  zone: string,
  after: number,
  until: number,
  visit: (at: number) => void,
): void {
  for (const segment of segmentsBetween(zone, after, until)) {
    const { start, end, offset } = segment;
    const begins = Math.max(after + 1, start) + offset;
    const ends = Math.min(until + 1, end) + offset;
    const firesAtStart = start > after && firesForSkipped(cron, segment);
    if (firesAtStart) visit(start);
    const from = firesAtStart ? begins + 1 : afterRepeated(cron, segment, begins);
    visitWallTimes(cron, from, ends, (wall) => visit(wall - offset));
  }
}

/** Whether times that a rule names are skipped where the segment begins. */
function firesForSkipped(cron: Cron, { start, offset, offsetBefore }: ZoneSegment): boolean {
  if (cron.followsClock || offset <= offsetBefore) return false;
  return firstWallTime(cron, start + offsetBefore, start + offset) !== null;
}
