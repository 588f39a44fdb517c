import type { Run } from '../../../model/run.ts';
import type { Slot } from '../../../model/slot.ts';
import { pauseMsOf, ruleFault } from '../next-slot.ts';
import type { ScheduleEnd, ScheduleRecord } from '../schedule-record.ts';
import type { UntilAnswer } from '../until.ts';

/** Runs of an ongoing schedule that fail one after the other before it gives up. */
export const mostFailures = 5;

/** What is known of a schedule that has no slot before it and no run under way. */
export interface EndFacts {
  /** Its newest run; null when it never had one, or that was pruned. */
  readonly lastRun: Run | null;
  /** The slot of a one-off, once it is decided. */
  readonly slot: Slot | null;
  /** What its condition says about the last run; null without a condition, or without a run. */
  readonly until: UntilAnswer | null;
  /** Epoch ms. */
  readonly now: number;
}

/** A schedule is over, or an ongoing one goes on. */
export type NextStep =
  | { readonly kind: 'end'; readonly ended: ScheduleEnd; readonly reason: string | null }
  | { readonly kind: 'go-on'; readonly slot: number };

/** What follows after the last run of a schedule has ended. Ask only when none is under way and no slot is known. */
export function nextStep(record: ScheduleRecord, facts: EndFacts): NextStep {
  if (record.kind === 'one-off') return endOfOneOff(facts);
  const { maxRuns, runCount } = record;
  const isEnough = maxRuns !== null && runCount >= maxRuns;
  if (record.kind === 'ongoing') {
    const broken = endOfOngoing(record, facts);
    if (broken !== null) return broken;
  }
  if (isEnough) return completed(`it has had its ${maxRuns} ${maxRuns === 1 ? 'run' : 'runs'}`);
  const fault = ruleFault(record);
  if (fault !== null) {
    return { kind: 'end', ended: 'failed', reason: `nobody can tell when it fires: ${fault}` };
  }
  if (record.kind !== 'ongoing')
    return completed(record.endAt === null ? 'it never fires again' : `its end was ${record.endAt}`);
  const slot = ongoingSlot(record, facts);
  if (record.endAt !== null && slot >= Date.parse(record.endAt))
    return completed(`its end was ${record.endAt}`);
  return { kind: 'go-on', slot };
}

function completed(reason: string | null): NextStep {
  return { kind: 'end', ended: 'completed', reason };
}

function endOfOneOff({ lastRun, slot }: EndFacts): NextStep {
  if (slot !== null && slot.outcome !== 'fired') {
    const reason = `its time came and it had no run: ${slot.reasonText ?? slot.cause}`;
    return { kind: 'end', ended: 'failed', reason };
  }
  if (lastRun === null || lastRun.status === 'completed') return completed(null);
  const how = lastRun.reasonText ?? lastRun.error?.message ?? lastRun.status;
  return {
    kind: 'end',
    ended: lastRun.status === 'cancelled' ? 'cancelled' : 'failed',
    reason: `run ${shortRun(lastRun.id)} ${lastRun.status === 'cancelled' ? 'was cancelled' : 'failed'}: ${how}`,
  };
}

function endOfOngoing(record: ScheduleRecord, { until, lastRun }: EndFacts): NextStep | null {
  // A run that failed or was cancelled has no output to ask about: that is for the count of failures.
  if (until?.kind === 'fault' && lastRun?.status === 'completed') {
    return { kind: 'end', ended: 'failed', reason: `its condition cannot be evaluated: ${until.message}` };
  }
  if (until?.kind === 'answer' && until.holds) return completed(`its condition held: ${record.until}`);
  if (record.failuresInRow < mostFailures) return null;
  return { kind: 'end', ended: 'failed', reason: `its last ${record.failuresInRow} runs failed` };
}

/** Its pause after the end of the last run. A clock that was set back does not make it wait for longer. */
function ongoingSlot(record: ScheduleRecord, { lastRun, now }: EndFacts): number {
  const pause = pauseMsOf(record) ?? 0;
  const endedAt = lastRun?.completedAt ?? null;
  return endedAt === null ? now : Math.min(Date.parse(endedAt), now) + pause;
}

/** A run as it is named in a sentence. */
export function shortRun(id: string): string {
  return `…${id.slice(-4)}`;
}
