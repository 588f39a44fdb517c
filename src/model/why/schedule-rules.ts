import type { Run } from '../run.ts';
import { isTerminal } from '../run-status.ts';
import type { Schedule } from '../schedule.ts';
import type { Slot } from '../slot.ts';
import type { Rule } from './finding.ts';
import { clockText, counted, firstLine } from './words.ts';

/** The finest step of a cron: what fires within it is the fire that made the run. */
const fireStepMs = 60_000;

/** No more runs come from where this one came from. */
export const schedulePaused: Rule = ({ schedule, now }) => {
  // A completed or cancelled one is paused on the wire as well.
  if (schedule?.status !== 'paused' || schedule.completedAt !== null) return null;
  const since = schedule.pausedAt === null ? '' : ` since ${clockText(schedule.pausedAt, now)}`;
  const until = schedule.pausedUntil === null ? '' : `; until ${clockText(schedule.pausedUntil, now)}`;
  return {
    rule: 'schedule-paused',
    text: `its schedule “${schedule.name}” is paused: no more runs come from it`,
    evidence: `paused${since}: ${schedule.pausedReason ?? 'no reason was given'}${until}`,
    guess: false,
    next: { key: `:sched ${schedule.id}`, label: 'open the schedule' },
  };
};

/** A fire of its schedule came to nothing, or is about to, because this run goes on. */
export const scheduleForbids: Rule = ({ run, schedule, slots, now }) => {
  if (schedule === null || isTerminal(run.status) || schedule.status !== 'active') return null;
  const held = skippedFor(slots, run, now) ?? heldBack(schedule, run, now);
  if (schedule.concurrencyPolicy !== 'Forbid' || held === null) return null;
  return {
    rule: 'schedule-forbids',
    text: `while it goes on, its schedule “${schedule.name}” starts no other run`,
    evidence: `concurrency policy Forbid; ${held}`,
    guess: false,
    next: { key: `:sched ${schedule.id}`, label: 'open the schedule' },
  };
};

/** Nothing of its schedule has ended well for longer than it may. */
export const scheduleStale: Rule = ({ schedule, now }) => {
  if (schedule === null || schedule.staleSince === null) return null;
  const last = schedule.lastSuccessAt;
  return {
    rule: 'schedule-stale',
    text: `its schedule “${schedule.name}” is stale: no run of it has ended well for too long`,
    evidence: `stale since ${clockText(schedule.staleSince, now)}; last success ${last === null ? 'never' : clockText(last, now)}`,
    guess: false,
    next: { key: `:sched ${schedule.id}`, label: 'open the schedule' },
  };
};

/** It was due earlier than it was made. */
export const scheduleLate: Rule = ({ run, schedule, slots, now }) => {
  const slot = slots.find(({ runId, outcome }) => runId === run.id && outcome === 'fired');
  if (schedule === null || (slot?.cause !== 'catch-up' && slot?.cause !== 'backfill')) return null;
  const how = slot.cause === 'backfill' ? 'was backfilled' : 'was missed, and is caught up';
  return {
    rule: 'schedule-late',
    text: `it is for a slot that ${how}`,
    evidence: `due ${clockText(slot.at, now)}, decided ${clockText(slot.decidedAt, now)}${slot.reasonText === null ? '' : `: ${firstLine(slot.reasonText)}`}`,
    guess: false,
    next: { key: `:sched ${schedule.id}`, label: 'open the schedule' },
  };
};

/** The slots that were skipped because of this run; null when there are none. */
function skippedFor(slots: readonly Slot[], run: Run, now: number): string | null {
  const skipped = slots.filter(
    ({ outcome, cause, runId }) => outcome === 'skipped' && cause === 'overlap' && runId === run.id,
  );
  const [newest] = skipped;
  if (newest === undefined) return null;
  const which = skipped.length === 1 ? '' : 'the newest ';
  return `${counted(skipped.length, 'slot')} skipped, ${which}that of ${clockText(newest.at, now)}`;
}

/** The sign that the schedule would have fired; null while there is none. */
function heldBack(schedule: Schedule, run: Run, now: number): string | null {
  const { nextFireAt, missedFires, lastFireAt, version, jitterSeconds } = schedule;
  // Where slots are told, those missed are those of its whole life that nobody was there for: no sign of this run.
  if (version === null && missedFires !== null && missedFires > 0)
    return `${counted(missedFires, 'fire')} missed`;
  const spreadMs = (jitterSeconds ?? 0) * 1000;
  if (nextFireAt !== null && Date.parse(nextFireAt) + spreadMs <= now)
    return `due since ${clockText(nextFireAt, now)}`;
  const laterMs = lastFireAt === null ? 0 : Date.parse(lastFireAt) - Date.parse(run.createdAt);
  return laterMs >= fireStepMs && lastFireAt !== null ? `it fired ${clockText(lastFireAt, now)}` : null;
}
