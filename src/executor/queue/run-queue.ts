import type { ExecutorStatus } from '../../model/executor-status.ts';
import type { Run } from '../../model/run.ts';
import { cancelRun } from './cancel-run.ts';
import { createDispatcher } from './dispatcher.ts';
import { executorStatus } from './executor-status.ts';
import { createInFlight } from './in-flight.ts';
import { createLeaseKeeper } from './lease-keeper.ts';
import type { QueueParts } from './queue-parts.ts';
import { rescueAttempts } from './rescuer.ts';

/** Gets every pending run executed. */
export interface RunQueue {
  /** Closes what a crash left open, then starts claiming. @throws UserError `storage` */
  start(): Promise<void>;
  /** A run was added, or put back. */
  wake(): void;
  /** See `cancelRun`; also ends the attempt under way. */
  cancel(runId: string, by: string): Promise<{ cancelled: boolean; run: Run }>;
  /** What is under way, and what the limits are. */
  status(): ExecutorStatus;
  /**
   * Claims no more, gives attempts under way `drainMs` to end by themselves, then ends them and puts
   * their runs back. Resolves when no child is left.
   */
  stop(drainMs: number): Promise<void>;
}

export function createRunQueue(parts: QueueParts): RunQueue {
  const inFlight = createInFlight(parts, {
    changed: () => leases.watch(),
    freed: () => dispatcher.wake(),
    unrecorded: () => leases.search(),
  });
  const dispatcher = createDispatcher(parts, inFlight);
  const leases = createLeaseKeeper(parts, inFlight, dispatcher.wake);
  return {
    async start() {
      // The lock on the state directory is ours, so whoever had a lease is dead.
      await rescueAttempts(parts, () => true);
      await parts.pool.start();
      dispatcher.wake();
    },
    wake: dispatcher.wake,
    status: () => executorStatus(parts, inFlight),
    async cancel(runId, by) {
      const answer = await cancelRun(parts, runId, by);
      if (answer.run.status === 'running') inFlight.end(runId, 'cancelled');
      return answer;
    },
    async stop(drainMs) {
      await dispatcher.stop();
      const stopTimer = parts.clock.after(drainMs, inFlight.giveUp);
      await inFlight.idle();
      stopTimer();
      await leases.stop();
      await parts.pool.stop();
    },
  };
}
