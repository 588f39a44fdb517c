import type { Cron } from './cron.ts';
import type { ZoneSegment } from './zone-segments.ts';

/**
 * Where in a segment the wall-clock times of a rule begin: named times that come twice were fired the first time, theirs
 * begin after the repeated ones.
 * @param wall as if it were UTC, in the segment
 */
export function afterRepeated(
  { followsClock }: Cron,
  { start, offset, offsetBefore }: ZoneSegment,
  wall: number,
): number {
  return followsClock || offsetBefore <= offset ? wall : Math.max(wall, start + offsetBefore);
}
