import type { Progress, Run } from '../src/model/run.ts';
import { isTerminal } from '../src/model/run-status.ts';
import { formatAge } from './format-time.ts';

// biome-ignore lint/performance/noBarrelFile: the screens have all that they say of a run from here
export { runDuration } from '../src/model/run-duration.ts';

/**
 * The part of an id that tells runs apart at a glance. The front of a UUID v7 is its time, alike for
 * everything created within a minute, so this is the end; `y` copies the whole id.
 */
export function shortId(id: string): string {
  return id.slice(-8);
}

/** Attempts made and allowed: `2/4`. */
export function tryText(run: Run): string {
  if (run.attempt === null) return '';
  return run.backoffLimit === null ? String(run.attempt) : `${run.attempt}/${run.backoffLimit + 1}`;
}

/** `61% 412/675 note`. */
export function progressText(progress: Progress): string {
  const percent = progress.total > 0 ? `${Math.floor((100 * progress.done) / progress.total)}% ` : '';
  return `${percent}${progress.done}/${progress.total}${progress.note === null ? '' : ` ${progress.note}`}`;
}

/** The last thing worth knowing about a run, in a few words. */
export function lastText(run: Run, now: number): string {
  if (run.status === 'failed') return failedText(run);
  // The status says the first word of it already: what is left is who.
  if (run.status === 'cancelled') return reasonText(run).replace(/^cancelled ?/, '');
  if (run.cancelRequestedAt !== null && !isTerminal(run.status)) return 'being cancelled';
  if (run.status === 'waiting') return waitingText(run, now);
  if (run.status === 'pending') return pendingText(run, now);
  if (run.progress === null) return '';
  // That all is done the status says already; the last note says what.
  return (run.status === 'completed' ? run.progress.note : null) ?? progressText(run.progress);
}

/** The words on the record, which are short; where a task threw there are none, and its message says more. */
function failedText(run: Run): string {
  if (run.reasonText === null) return run.error?.message ?? reasonText(run);
  return run.reasonText.replace(wholeId, shortId);
}

const wholeId = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

/** `waits for 2 runs: 4f1c09aa, 77b0e2d1`, `waits for approval`. */
function waitingText({ waitingFor, waitingReason, notBefore }: Run, now: number): string {
  if (waitingFor.length > 0) return `waits for ${waitingForText(waitingFor)}`;
  const wait = notBefore === null ? 0 : Date.parse(notBefore) - now;
  if (waitingReason === 'delay' && wait > 0) return `goes on in ${formatAge(wait + 999)}`;
  const until = wait > 0 ? `, ${formatAge(wait)} left` : '';
  return waitingReason === null ? 'waiting' : `waits for ${waitingReason}${until}`;
}

const namedRuns = 3;

/** How many runs, and the first of them. */
export function waitingForText(ids: readonly string[]): string {
  const names = ids.slice(0, namedRuns).map(shortId).join(', ');
  const more = ids.length > namedRuns ? ', …' : '';
  return ids.length === 1 ? `run ${names}` : `${ids.length} runs: ${names}${more}`;
}

function pendingText(run: Run, now: number): string {
  const wait = run.notBefore === null ? 0 : Date.parse(run.notBefore) - now;
  const again = (run.attempt ?? 0) > 0;
  if (wait > 0) return `${again ? 'retry' : 'starts'} in ${formatAge(wait + 999)}`;
  return again ? 'retry is due' : 'in the queue';
}

/** The server's words, or what can be said without them. */
export function reasonText(run: Run): string {
  if (run.reasonText !== null) return run.reasonText;
  if (run.reason === null) return '';
  return run.reason === 'exit' && run.exitCode !== null ? `exit ${run.exitCode}` : run.reason;
}
