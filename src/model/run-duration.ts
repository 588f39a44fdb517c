import type { Run } from './run.ts';
import { isTerminal } from './run-status.ts';

/** How long the run has been running or ran, in ms; null before it started and until its next try. */
export function runDuration(run: Run, now: number): number | null {
  if (run.durationMs !== null) return run.durationMs;
  if (run.startedAt === null || run.status === 'pending') return null;
  if (run.completedAt === null && isTerminal(run.status)) return null;
  const end = run.completedAt === null ? now : Date.parse(run.completedAt);
  return Math.max(0, end - Date.parse(run.startedAt));
}
