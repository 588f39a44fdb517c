import { slotsAfter } from '../../cron/slots.ts';
import { parseWhen, type TimeRule } from '../../cron/time-rule.ts';
import { visitFires } from '../../cron/visit-fires.ts';
import type { ScheduleRecord } from './schedule-record.ts';

/** What decides when a schedule fires. */
export type SlotRule = Pick<
  ScheduleRecord,
  'kind' | 'when' | 'timezone' | 'startAt' | 'endAt' | 'anchoredAt' | 'maxRuns' | 'runCount'
>;

/**
 * The first slot later than `after` (epoch ms), without jitter; null when there is none: also once the number of runs
 * is reached, and at or after the end. An ongoing one, whose slots follow from the ends of its runs, may begin at once.
 */
export function nextSlot(rule: SlotRule, after: number): number | null {
  if (rule.maxRuns !== null && rule.runCount >= rule.maxRuns) return null;
  if (rule.kind !== 'ongoing') return slotsOf(rule, after).next().value ?? null;
  const from = Math.max(after + 1, rule.startAt === null ? 0 : Date.parse(rule.startAt));
  return rule.endAt !== null && from >= Date.parse(rule.endAt) ? null : from;
}

/**
 * The slots later than `after` (epoch ms), ascending, as far as there are any; the number of runs is not looked at.
 * None for a rule that was right once and is not any more, such as with a zone that the machine does not know.
 */
export function* slotsOf(rule: SlotRule, after: number): Generator<number, void> {
  const read = readRule(rule);
  if (read === null) return;
  const bounds = {
    anchor: rule.anchoredAt,
    startAt: rule.startAt === null ? null : Date.parse(rule.startAt),
    endAt: rule.endAt === null ? null : Date.parse(rule.endAt),
  };
  yield* slotsAfter(read, bounds, after);
}

/**
 * Calls `visit` with every slot later than `after` and no later than `until` (epoch ms), ascending: the same as
 * `slotsOf` says, far quicker where there are many.
 */
export function visitSlots(rule: SlotRule, after: number, until: number, visit: (at: number) => void): void {
  const read = readRule(rule);
  if (read?.kind !== 'scheduled') {
    for (const slot of slotsOf(rule, after)) {
      if (slot > until) return;
      visit(slot);
    }
    return;
  }
  const from = rule.startAt === null ? after : Math.max(after, Date.parse(rule.startAt) - 1);
  const to = rule.endAt === null ? until : Math.min(until, Date.parse(rule.endAt) - 1);
  if (from < to) visitFires(read.cron, read.timezone, from, to, visit);
}

/** Milliseconds between the end of a run of an ongoing schedule and the next one; null for any other kind. */
export function pauseMsOf(rule: SlotRule): number | null {
  const read = readRule(rule);
  return read?.kind === 'ongoing' ? read.pauseMs : null;
}

/** Milliseconds between two slots of a recurring schedule; null for any other kind. */
export function intervalMsOf(rule: SlotRule): number | null {
  const read = readRule(rule);
  return read?.kind === 'recurring' ? read.intervalMs : null;
}

/** Why a rule that was right once cannot be read any more, such as a zone that the machine does not know; null: it can. */
export function ruleFault(rule: SlotRule): string | null {
  if (readRule(rule) !== null) return null;
  return parseWhen(rule.kind, rule.when, rule.timezone).problems[0]?.message ?? null;
}

const readRules = new Map<string, TimeRule | null>();
/** Rules that are remembered: reading one takes longer than finding its next slot. */
const mostRules = 2000;

function readRule({ kind, when, timezone }: SlotRule): TimeRule | null {
  const key = [kind, when, timezone].join('\n');
  const known = readRules.get(key);
  if (known !== undefined) return known;
  if (readRules.size >= mostRules) readRules.clear();
  const { rule } = parseWhen(kind, when, timezone);
  readRules.set(key, rule);
  return rule;
}
