import { firesAfter } from './fires.ts';
import type { TimeRule } from './time-rule.ts';

/** Within what a rule has slots. All are epoch ms. */
export interface SlotBounds {
  /** From when a recurring rule counts where it has no start: when it was created, or its rule was changed. */
  readonly anchor: number;
  /** No slot before. */
  readonly startAt: number | null;
  /** None at or after. */
  readonly endAt: number | null;
}

/**
 * The slots of a rule later than `after`, ascending, without end where it has none. Those of a recurring rule are
 * start + n × interval from n = 0 on, without a start anchor + n × interval from n = 1 on: they never depend on when
 * somebody asks. An ongoing rule has none that are known beforehand.
 * @param after epoch ms
 * @throws RangeError for a zone that is not known
 */
export function* slotsAfter(rule: TimeRule, bounds: SlotBounds, after: number): Generator<number, void> {
  const { startAt, endAt } = bounds;
  const from = startAt === null ? after : Math.max(after, startAt - 1);
  for (const slot of unbounded(rule, bounds, from)) {
    if (endAt !== null && slot >= endAt) return;
    yield slot;
  }
}

function* unbounded(rule: TimeRule, bounds: SlotBounds, after: number): Generator<number, void> {
  switch (rule.kind) {
    case 'scheduled':
      yield* firesAfter(rule.cron, rule.timezone, after);
      return;
    case 'one-off':
      if (rule.at > after) yield rule.at;
      return;
    case 'recurring':
      yield* multiplesAfter(rule.intervalMs, bounds, after);
      return;
    case 'ongoing':
      return;
  }
}

function* multiplesAfter(
  intervalMs: number,
  { anchor, startAt }: SlotBounds,
  after: number,
): Generator<number, void> {
  const first = startAt ?? anchor + intervalMs;
  const passed = Math.max(0, Math.floor((after - first) / intervalMs) + 1);
  for (let slot = first + passed * intervalMs; ; slot += intervalMs) yield slot;
}

/** The first `count` of them, fewer when there are no more. */
export function firstOf(times: Iterable<number>, count: number): readonly number[] {
  const first: number[] = [];
  if (count <= 0) return first;
  for (const time of times) {
    first.push(time);
    if (first.length >= count) break;
  }
  return first;
}
