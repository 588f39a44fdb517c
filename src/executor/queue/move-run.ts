import type { Run } from '../../model/run.ts';
import { canMove, isTerminal, type RunStatus } from '../../model/run-status.ts';

/** Members of a run that may change beside its status. Times, duration and version follow by themselves. */
export type MovingMembers = Partial<
  Pick<
    Run,
    | 'reason'
    | 'reasonText'
    | 'waitingReason'
    | 'waitingFor'
    | 'output'
    | 'error'
    | 'attempt'
    | 'notBefore'
    | 'cancelRequestedAt'
    | 'progress'
    | 'exitCode'
  >
>;

/**
 * The run after a change of status.
 * @param now ISO 8601
 * @throws Error when the table of allowed moves (`src/model/run-status.ts`) does not have this one
 */
export function movedRun(run: Run, to: RunStatus, members: MovingMembers, now: string): Run {
  if (!canMove(run.status, to)) throw new Error(`Run ${run.id} may not move from ${run.status} to ${to}`);
  const startedAt = to === 'running' ? (run.startedAt ?? now) : run.startedAt;
  return {
    ...run,
    ...members,
    status: to,
    startedAt,
    completedAt: isTerminal(to) ? now : null,
    durationMs: isTerminal(to) && startedAt !== null ? elapsed(startedAt, now) : null,
    updatedAt: now,
    version: (run.version ?? 0) + 1,
  };
}

/** Milliseconds; never negative, though the machine's clock may be set back. */
function elapsed(from: string, to: string): number {
  return Math.max(0, Date.parse(to) - Date.parse(from));
}
