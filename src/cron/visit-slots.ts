import { type SlotBounds, slotsAfter } from './slots.ts';
import type { TimeRule } from './time-rule.ts';
import { visitFires } from './visit-fires.ts';

/**
 * Calls `visit` with every slot later than `after` and no later than `until` (epoch ms), ascending: the same as
 * `slotsAfter` says, far quicker for five fields where there are many.
 * @throws RangeError for a zone that is not known
 */
export function visitSlots(
  rule: TimeRule,
  bounds: SlotBounds,
  after: number,
  until: number,
  visit: (at: number) => void,
): void {
  const from = Math.max(after, (bounds.startAt ?? after) - 1);
  const last = Math.min(until, (bounds.endAt ?? Number.POSITIVE_INFINITY) - 1);
  if (from >= last) return;
  if (rule.kind === 'scheduled') {
    visitFires(rule.cron, rule.timezone, from, last, visit);
    return;
  }
  for (const slot of slotsAfter(rule, bounds, from)) {
    if (slot > last) return;
    visit(slot);
  }
}
