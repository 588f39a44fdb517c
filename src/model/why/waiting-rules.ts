import type { Run } from '../run.ts';
import { isTerminal } from '../run-status.ts';
import type { Rule } from './finding.ts';
import type { WhyInput } from './input.ts';
import { clockText, counted, firstLine, idsText, lastEvent, spanText } from './words.ts';

const namedRuns = 3;

/** It starts when others have ended. */
export const dependency: Rule = ({ run, others }) => {
  if (run.status !== 'waiting' || run.waitingFor.length === 0) return null;
  const named = run.waitingFor.slice(0, namedRuns).map((id) => nameOf(id, others.get(id)));
  const more = run.waitingFor.length > namedRuns ? `, and ${run.waitingFor.length - namedRuns} more` : '';
  const ended = run.dependsOn.length - run.waitingFor.length;
  return {
    rule: 'dependency',
    text: `waits for ${counted(run.waitingFor.length, 'run')}: ${named.join(', ')}${more}`,
    evidence: `it depends on ${counted(run.dependsOn.length, 'run')}; ${ended} ended; after a failure it ${run.onDependencyFailure === 'fail' ? 'fails too' : 'runs all the same'}`,
    guess: false,
    next: { key: `:run ${firstStuck(run, others)}`, label: 'open the run it waits for' },
  };
};

/** One of those ended badly. */
export const dependencyFailed: Rule = ({ run, others }) => {
  if (run.status !== 'failed' || run.reason !== 'dependency') return null;
  const bad = run.dependsOn.find((id) => isBad(others.get(id))) ?? namedIn(run);
  const known = bad === null ? undefined : others.get(bad);
  const how = known?.error?.message ?? known?.reasonText ?? null;
  return {
    rule: 'dependency-failed',
    text: `it never ran: ${run.reasonText ?? run.error?.message ?? 'a run that it needs did not complete'}`,
    evidence:
      known === undefined
        ? `it depends on ${counted(run.dependsOn.length, 'run')}: ${idsText(run.dependsOn)}`
        : `${known.target} ${known.status}${how === null ? '' : `: ${firstLine(how)}`}`,
    guess: false,
    next: bad === null ? null : { key: `:run ${bad}`, label: 'open the run that ended badly' },
  };
};

/** It waits for somebody's word, or for something that is to happen. */
export const approval: Rule = (input) => {
  const { run, now } = input;
  if (run.status !== 'waiting' || run.waitingFor.length > 0 || isDelay(run)) return null;
  if (run.waitingReason === 'dependency') return null;
  const { since, message } = waitOf(input);
  const what = run.waitingReason ?? 'an answer';
  const until = run.notBefore === null ? '' : `, until ${clockText(run.notBefore, now)} at most`;
  return {
    rule: 'approval',
    text: `waits for ${what} since ${spanText(since, now)}, ${clockText(since, now)}${until}`,
    evidence: message ?? `the record says: waiting for ${what}`,
    guess: false,
    next: { key: `vfjobs resume ${run.id}`, label: 'answers it' },
  };
};

/** It waits for a time. */
export const wait: Rule = (input) => {
  const { run, now } = input;
  if (run.status !== 'waiting' || !isDelay(run) || run.notBefore === null) return null;
  const late = Date.parse(run.notBefore) < now;
  return {
    rule: 'wait',
    text: late
      ? `it should have gone on ${spanText(run.notBefore, now)} ago`
      : `it goes on in ${spanText(run.notBefore, now)}, at ${clockText(run.notBefore, now)}`,
    evidence: waitOf(input).message ?? 'it asked to wait',
    guess: false,
    next: null,
  };
};

function nameOf(id: string, run: Run | undefined): string {
  return run === undefined ? id.slice(-8) : `${run.target} ${id.slice(-8)} (${run.status})`;
}

/** The one to look at first: one that does not move, rather than one that runs. */
function firstStuck(run: Run, others: ReadonlyMap<string, Run>): string {
  const stuck = run.waitingFor.find((id) => others.get(id)?.status === 'waiting');
  return stuck ?? run.waitingFor[0] ?? run.id;
}

function isBad(run: Run | undefined): boolean {
  return run !== undefined && isTerminal(run.status) && run.status !== 'completed';
}

/** The run that the words on the record name. */
function namedIn({ reasonText, dependsOn }: Run): string | null {
  return dependsOn.find((id) => reasonText?.includes(id) ?? false) ?? null;
}

function isDelay({ waitingReason }: Run): boolean {
  return waitingReason === 'delay';
}

/** Since when it waits, and what was said then. */
function waitOf({ run, events }: WhyInput): { since: string; message: string | null } {
  const event = lastEvent(events, 'run.waiting');
  return { since: event?.createdAt ?? run.updatedAt, message: event?.message ?? null };
}
