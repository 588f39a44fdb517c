import { Cron as Matcher } from 'croner';
import { afterRepeated } from './clock-rule.ts';
import { type Cron, cronFieldNames } from './cron.ts';
import { segmentAt } from './zone-segments.ts';

const minuteMs = 60_000;

/**
 * The instants at which an expression fires, ascending, without end where it has none.
 *
 * The rule for clock changes, as in cron(8) of Debian: an expression whose minute or hour begins with `*` follows
 * the clock: wall times that are skipped do not exist, those that come twice fire twice. Any other names times of
 * day, each of which fires once: a skipped one at the first instant after the gap (several in one gap together), a
 * repeated one the first time.
 * Both day fields set: either of them is enough (POSIX).
 * @param after epoch ms; the first fire is later than this
 * @throws RangeError for a zone that is not known
 */
export function* firesAfter(cron: Cron, zone: string, after: number): Generator<number, void> {
  const matcher = matcherOf(cron);
  // Not the segment of the instant after: a change at that instant has its own fire.
  let segment = segmentAt(zone, after);
  let wall = afterRepeated(cron, segment, after + 1 + segment.offset);
  for (;;) {
    const match = nextWallTime(matcher, wall);
    if (match === null) return;
    if (match - segment.offset < segment.end) {
      yield match - segment.offset;
      wall = match + minuteMs;
      continue;
    }
    const next = segmentAt(zone, segment.end);
    const resumed = next.start + next.offset;
    const isSkipped = match < resumed;
    if (isSkipped && !cron.followsClock) yield next.start;
    wall = wallAfterChange(cron, match, resumed, isSkipped);
    segment = next;
  }
}

/** The first fire later than `after` (epoch ms); null when there is none. @throws RangeError for an unknown zone */
export function nextFire(cron: Cron, zone: string, after: number): number | null {
  return firesAfter(cron, zone, after).next().value ?? null;
}

function wallAfterChange({ followsClock }: Cron, match: number, resumed: number, isSkipped: boolean): number {
  if (followsClock) return resumed;
  // The first instant after the gap has its fire already.
  return isSkipped ? resumed + 1 : match;
}

/** The first wall-clock time from `wall` on that the fields allow, both as if they were UTC. */
function nextWallTime(matcher: Matcher, wall: number): number | null {
  return matcher.nextRun(new Date(wall - 1))?.getTime() ?? null;
}

const matchers = new Map<string, Matcher>();
/** Expressions that are remembered: reading one takes croner longer than finding its next time. */
const mostMatchers = 2000;

function matcherOf(cron: Cron): Matcher {
  const plain = cronFieldNames
    .map((name) => (cron.fields[name].isRestricted ? cron.fields[name].values.join() : '*'))
    .join(' ');
  const found = matchers.get(plain);
  if (found !== undefined) return found;
  if (matchers.size >= mostMatchers) matchers.clear();
  const matcher = new Matcher(plain, { paused: true, timezone: 'Etc/UTC', mode: '5-part' });
  matchers.set(plain, matcher);
  return matcher;
}
