import type { Run } from '../model/run.ts';
import { isTerminal } from '../model/run-status.ts';
import type { Target } from '../model/target.ts';
import { lookOnlyReason } from './arming.ts';
import { isOffline } from './connection-state.ts';
import type { ConsoleState } from './console-state.ts';
import { isAsked } from './receipts.ts';

/** Why nothing may be changed on the server now; null when it may. */
export function actReason(state: ConsoleState): string | null {
  const onlyLooks = lookOnlyReason(state);
  if (onlyLooks !== null) return onlyLooks;
  return isOffline(state.connection) ? 'the server can’t be reached now' : null;
}

/** Why a run can't be cancelled now; null when it can. */
export function cancelReason(state: ConsoleState, run: Run | null): string | null {
  if (run === null) return 'no run is under the cursor';
  if (isTerminal(run.status)) return `the run has ended: ${run.status}`;
  if (run.cancelRequestedAt !== null || isAsked(state.receipts, run.id)) return 'it was asked for already';
  return actReason(state);
}

/** Why a run can't be retried now; null when it can. */
export function retryReason(state: ConsoleState, run: Run | null): string | null {
  if (run === null) return 'no run is under the cursor';
  if (!isTerminal(run.status)) return `the run is still ${run.status}`;
  const ability = state.connection.capabilities?.abilities.retry;
  if (typeof ability === 'string') return lookOnlyReason(state) ?? ability;
  return isAsked(state.receipts, run.id) ? 'it was asked for already' : actReason(state);
}

/** Why no run of a target can be started now; null when one can. */
export function startReason(state: ConsoleState, target: Target | null): string | null {
  if (target === null) return 'no target is chosen';
  if (target.fault !== null) return `the target is broken: ${target.fault.message}`;
  return actReason(state);
}
