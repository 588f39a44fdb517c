import { formatDuration } from '../../lib/format-duration.ts';
import { isTerminal } from '../run-status.ts';
import type { Rule } from './finding.ts';
import { clockText, counted, spanText } from './words.ts';

/** A record moves before the executor's own count of attempts does, and the other way round. */
const settleMs = 5_000;

/** Nothing that is shown is sure any more. */
export const linkLost: Rule = ({ link, now }) => {
  if (link.kind !== 'offline' && link.kind !== 'refused') return null;
  const age = link.dataAt === null ? '' : `: what is shown is ${formatDuration(now - link.dataAt)} old`;
  return {
    rule: 'link-lost',
    text: `the server ${link.kind === 'refused' ? 'refuses this connection' : 'cannot be reached'}${age}`,
    evidence: link.reason ?? 'no answer',
    guess: false,
    next: { key: 'r', label: 'try again now' },
  };
};

/** The record says that it is running, and the executor knows of no attempt, or of one without a live lease. */
export const executorGone: Rule = ({ run, executor }) => {
  if (executor === null || run.status !== 'running') return null;
  const now = Date.parse(executor.now);
  const attempt = executor.attempts.find(({ runId }) => runId === run.id);
  const next = { key: 'r', label: 'look again' };
  if (attempt === undefined) {
    if (now - Date.parse(run.updatedAt) < settleMs) return null;
    return {
      rule: 'executor-gone',
      text: 'nobody executes it, though its record says so',
      evidence: `the executor has ${counted(executor.running, 'attempt')} under way, none of this run`,
      guess: true,
      next,
    };
  }
  const leaseUntil = Date.parse(attempt.leaseUntil);
  // A lease that nobody wrote down is told as the start of time: then it is not known whether it ended.
  if (!(leaseUntil > 0) || leaseUntil >= now) return null;
  return {
    rule: 'executor-gone',
    text: `its worker has been gone for ${spanText(attempt.leaseUntil, now)}; the executor will try it again`,
    evidence: `the lease of attempt ${attempt.number} ended ${clockText(attempt.leaseUntil, now)} and was not renewed`,
    guess: false,
    next,
  };
};

/** What its parent was started for is not wanted any more. */
export const parentCancelled: Rule = ({ run, others }) => {
  const parent = run.parentRunId === null ? undefined : others.get(run.parentRunId);
  if (parent?.status !== 'cancelled' || isTerminal(run.status)) return null;
  return {
    rule: 'parent-cancelled',
    text: 'its parent was cancelled, and this run was not',
    evidence: `parent ${parent.id}: ${parent.reasonText ?? 'cancelled'}`,
    guess: false,
    next: { key: 'X', label: 'cancel it too' },
  };
};
