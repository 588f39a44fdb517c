import { formatDuration } from '../../lib/format-duration.ts';
import { isTerminal } from '../run-status.ts';
import type { Rule } from './finding.ts';
import type { WhyInput } from './input.ts';
import { attemptStartedAt, clockText, counted, spanText } from './words.ts';

/** Milliseconds in which an attempt that was asked to end has ended, or is killed. */
const endMs = 30_000;
/** The last part of a timeout that counts as near, in ms at least and as a share. */
const nearMs = 60_000;
const nearShare = 0.2;
/** Times its p95 from which a run counts as slow. */
export const slowFactor = 1.5;
/** Silences and delays below this many ms are nobody's worry. */
const quietMs = 5_000;

const readLog = { key: '2', label: 'its log and events' } as const;

/** Somebody wants it to end, and it has not yet. */
export const cancelRequested: Rule = ({ run, now }) => {
  if (run.cancelRequestedAt === null || isTerminal(run.status)) return null;
  const long = now - Date.parse(run.cancelRequestedAt) > endMs;
  return {
    rule: 'cancel-requested',
    text: `asked to end ${spanText(run.cancelRequestedAt, now)} ago, and still ${run.status}`,
    evidence: `${run.reasonText ?? 'a cancel was asked for'} at ${clockText(run.cancelRequestedAt, now)}${long ? '; that is longer than an end takes' : ''}`,
    guess: false,
    next: readLog,
  };
};

/** It will be ended soon. */
export const timeoutNear: Rule = (input) => {
  const { run, now } = input;
  const startedAt = attemptStartedAt(input);
  if (run.status !== 'running' || run.timeoutSeconds === null || startedAt === null) return null;
  const timeoutMs = run.timeoutSeconds * 1000;
  const leftMs = Date.parse(startedAt) + timeoutMs - now;
  if (!(leftMs <= Math.min(timeoutMs / 2, Math.max(nearMs, timeoutMs * nearShare)))) return null;
  const last =
    run.backoffLimit === null || (run.attempt ?? 0) <= run.backoffLimit ? '' : ', and that was its last try';
  return {
    rule: 'timeout-near',
    text:
      leftMs > 0
        ? `it has ${formatDuration(leftMs)} left until its timeout${last}`
        : `its timeout passed ${formatDuration(-leftMs)} ago`,
    evidence: `attempt ${run.attempt ?? 1} began ${clockText(startedAt, now)}; timeout ${run.timeoutSeconds} s`,
    guess: false,
    next: readLog,
  };
};

/** Nothing has been heard of it for longer than ever. */
export const silent: Rule = (input) => {
  const { run, baseline, now } = input;
  if (run.status !== 'running' || baseline === null) return null;
  const heardAt = lastHeardAt(input);
  const silentMs = now - heardAt;
  const ever = baseline.longestSilenceMs;
  const usual = ever ?? baseline.p95Ms;
  if (!(silentMs > Math.max(usual, quietMs))) return null;
  const heard = `last heard of ${clockText(new Date(heardAt).toISOString(), now)}`;
  return {
    rule: 'silent',
    text:
      ever === null
        ? `silent for ${formatDuration(silentMs)}: longer than its runs take as a whole`
        : `silent for ${formatDuration(silentMs)}; its longest normal silence is ${formatDuration(ever)}`,
    evidence:
      ever === null
        ? `${heard}; p95 ${formatDuration(baseline.p95Ms)} over ${counted(baseline.runs, 'run')}`
        : `${heard}; a sample of ${counted(baseline.silenceRuns, 'completed run')}`,
    guess: true,
    next: readLog,
  };
};

/** It takes longer than its target usually does. */
export const slow: Rule = ({ run, baseline, now }) => {
  if (baseline === null || run.startedAt === null || run.status === 'pending' || run.status === 'waiting')
    return null;
  const tookMs = run.durationMs ?? (run.completedAt === null ? now - Date.parse(run.startedAt) : null);
  if (tookMs === null || tookMs < baseline.p95Ms * slowFactor || tookMs - baseline.p95Ms < quietMs)
    return null;
  const times = (tookMs / Math.max(1, baseline.p95Ms)).toFixed(1);
  return {
    rule: 'slow',
    text: `slow: ${formatDuration(tookMs)}${isTerminal(run.status) ? '' : ' so far'}, ${times}x its p95`,
    evidence: `p95 ${formatDuration(baseline.p95Ms)}, p50 ${formatDuration(baseline.p50Ms)} over ${counted(baseline.runs, 'completed run')} seen here`,
    guess: false,
    next: readLog,
  };
};

/** Epoch ms of the newest sign of life. */
function lastHeardAt({ run, events, lastLineAt }: WhyInput): number {
  const event = events.at(-1);
  return Math.max(
    Date.parse(run.updatedAt),
    event === undefined ? 0 : Date.parse(event.createdAt),
    lastLineAt ?? 0,
  );
}
