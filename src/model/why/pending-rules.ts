import type { Run } from '../run.ts';
import type { Rule } from './finding.ts';
import type { WhyInput } from './input.ts';
import { clockText, counted, firstLine, lastEvent, spanText } from './words.ts';

/** A free worker takes a due run at once; longer than this (ms) is worth a word. */
const claimMs = 5_000;
/** Where nothing is known of the workers, a run has to wait this long (ms) before anything is said. */
const unknownClaimMs = 30_000;

const seeRunning = { key: ':runs status:running', label: 'what takes the places' } as const;

/** The executor takes runs in and starts none. */
export const noPlaces: Rule = ({ run, executor, now }) => {
  if (!isDue(run, now) || executor?.places !== 0) return null;
  return {
    rule: 'no-places',
    text: 'the executor starts no runs: it was given no places',
    evidence: `limits.concurrency is 0; ${counted(executor.pending, 'run')} pending`,
    guess: false,
    next: { key: 'vfjobs doctor', label: 'says where the setting is' },
  };
};

/** Every place is taken. */
export const limitReached: Rule = ({ run, executor, now }) => {
  if (!isDue(run, now) || executor === null || executor.places === 0) return null;
  if (executor.running < executor.places) return null;
  return {
    rule: 'limit-reached',
    text: `all places are taken: ${executor.running} of ${executor.places}`,
    evidence: `${counted(executor.pending, 'run')} pending; the executor has ${counted(executor.places, 'place')} (limits.concurrency)`,
    guess: false,
    next: seeRunning,
  };
};

/** The target may not have more runs at the same time. */
export const targetLimitReached: Rule = ({ run, executor, now }) => {
  const load = executor?.targets.find(({ target }) => target === run.target);
  if (!isDue(run, now) || load === undefined || load.limit === null || load.running < load.limit) return null;
  return {
    rule: 'target-limit-reached',
    text: `${run.target} has reached its limit: ${load.running} of ${load.limit}`,
    evidence: `at most ${counted(load.limit, 'run')} of this target at the same time`,
    guess: false,
    next: { key: `:runs status:running target:${run.target}`, label: 'those that run' },
  };
};

/** It is due, and nobody takes it. */
export const noWorker: Rule = (input) => {
  const { run, executor, now } = input;
  const waitedMs = now - dueAt(run);
  if (run.status !== 'pending' || waitedMs < (executor === null ? unknownClaimMs : claimMs)) return null;
  if (noPlaces(input) ?? limitReached(input) ?? targetLimitReached(input)) return null;
  const evidence =
    executor === null
      ? 'this server does not tell of its workers and limits'
      : `${counted(executor.places - executor.running, 'place')} of ${executor.places} free`;
  return {
    rule: 'no-worker',
    text: `due for ${spanText(new Date(dueAt(run)).toISOString(), now)}, and no worker has taken it`,
    evidence,
    guess: true,
    next: seeRunning,
  };
};

/** The next attempt, or the first one, is not due yet. */
export const backOff: Rule = ({ run, events, now }) => {
  if (run.status !== 'pending' || run.notBefore === null || !(Date.parse(run.notBefore) > now)) return null;
  const made = run.attempt ?? 0;
  const until = `in ${spanText(run.notBefore, now)}, at ${clockText(run.notBefore, now)}`;
  if (made === 0) {
    return {
      rule: 'back-off',
      text: `it starts ${until}`,
      evidence: 'it was created with a time before which it does not start',
      guess: false,
      next: null,
    };
  }
  const allowed = run.backoffLimit === null ? '' : ` of ${run.backoffLimit + 1}`;
  return {
    rule: 'back-off',
    text: `attempt ${made + 1}${allowed} ${until}`,
    evidence: `attempt ${made} failed: ${lastError(run, events)}`,
    guess: false,
    next: { key: '5', label: 'the attempts so far' },
  };
};

function lastError(run: Run, events: WhyInput['events']): string {
  const told = run.error?.message ?? run.reasonText ?? lastEvent(events, 'run.retrying')?.message;
  return told === undefined ? 'why is not told' : firstLine(told);
}

/** Epoch ms since when a pending run could have been taken. */
function dueAt(run: Run): number {
  const since = Date.parse(run.updatedAt);
  return run.notBefore === null ? since : Math.max(since, Date.parse(run.notBefore));
}

function isDue(run: Run, now: number): boolean {
  return run.status === 'pending' && dueAt(run) <= now;
}
