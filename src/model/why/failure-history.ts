import { fingerprintOf } from '../fingerprint.ts';
import type { Run } from '../run.ts';
import type { FailureHistory } from './input.ts';

/**
 * How often the error of a failed run was seen; null for a run without an error.
 * @param known runs to look at, this one among them
 */
export function failureHistory(run: Run, known: Iterable<Run>): FailureHistory | null {
  const message = run.status === 'failed' ? run.error?.message : undefined;
  if (message === undefined) return null;
  const fingerprint = fingerprintOf(message);
  const fingerprints = new Map<string, string>();
  const times: string[] = [];
  let of = 0;
  for (const other of known) {
    of++;
    if (other.status !== 'failed' || other.error === null) continue;
    const text = other.error.message;
    const mark = fingerprints.get(text) ?? fingerprintOf(text);
    fingerprints.set(text, mark);
    if (mark === fingerprint) times.push(other.completedAt ?? other.updatedAt);
  }
  const [firstAt, ...later] = times.sort();
  if (firstAt === undefined) return null;
  return { fingerprint, runs: times.length, of, firstAt, lastAt: later.at(-1) ?? firstAt };
}
