import type { Run } from '../run.ts';
import { isTerminal } from '../run-status.ts';
import type { Schedule } from '../schedule.ts';
import type { Rule } from './finding.ts';
import { clockText, counted } from './words.ts';

/** The finest step of a cron: what fires within it is the fire that made the run. */
const fireStepMs = 60_000;

/** No more runs come from where this one came from. */
export const schedulePaused: Rule = ({ schedule, now }) => {
  if (schedule?.status !== 'paused') return null;
  const since = schedule.pausedAt === null ? '' : ` since ${clockText(schedule.pausedAt, now)}`;
  return {
    rule: 'schedule-paused',
    text: `its schedule “${schedule.name}” is paused: no more runs come from it`,
    evidence: `paused${since}: ${schedule.pausedReason ?? 'no reason was given'}`,
    guess: false,
    next: { key: `:sched ${schedule.id}`, label: 'open the schedule' },
  };
};

/** A fire of its schedule came to nothing, or is about to, because this run goes on. */
export const scheduleForbids: Rule = ({ run, schedule, now }) => {
  if (schedule === null || isTerminal(run.status) || schedule.status !== 'active') return null;
  const held = heldBack(schedule, run, now);
  if (schedule.concurrencyPolicy !== 'Forbid' || held === null) return null;
  return {
    rule: 'schedule-forbids',
    text: `while it goes on, its schedule “${schedule.name}” starts no other run`,
    evidence: `concurrency policy Forbid; ${held}`,
    guess: false,
    next: { key: `:sched ${schedule.id}`, label: 'open the schedule' },
  };
};

/** The sign that the schedule would have fired; null while there is none. */
function heldBack(schedule: Schedule, run: Run, now: number): string | null {
  const { nextFireAt, missedFires, lastFireAt } = schedule;
  if (missedFires !== null && missedFires > 0) return `${counted(missedFires, 'fire')} missed`;
  if (nextFireAt !== null && Date.parse(nextFireAt) <= now) return `due since ${clockText(nextFireAt, now)}`;
  const laterMs = lastFireAt === null ? 0 : Date.parse(lastFireAt) - Date.parse(run.createdAt);
  return laterMs >= fireStepMs && lastFireAt !== null ? `it fired ${clockText(lastFireAt, now)}` : null;
}
