import { setImmediate as nextTurn } from 'node:timers/promises';
import type { OpenAttempt } from '../storage/attempts-table.ts';
import type { InFlight } from './in-flight.ts';
import { heartbeatMs, isExpired, newLease } from './lease.ts';
import type { QueueParts } from './queue-parts.ts';
import { reportBug } from './report-bug.ts';
import { rescueAttempts } from './rescuer.ts';

/**
 * Renews the leases of attempts under way, and looks for attempts that nobody looks after: open in
 * storage, but neither under way here nor under the lease of another executor. Whether one is under
 * way is known for certain and not told by a clock, so no jump of the clock ends it.
 */
export interface LeaseKeeper {
  /** Attempts have begun or ended. With none under way there is no timer. */
  watch(): void;
  /** The end of an attempt could not be recorded: it is looked for until it was found. */
  search(): void;
  /** Beats no more; resolves when no beat is under way. */
  stop(): Promise<void>;
}

/** @param onRescued called after a run was put back into the queue or ended */
export function createLeaseKeeper(parts: QueueParts, inFlight: InFlight, onRescued: () => void): LeaseKeeper {
  let stopped = false;
  let searching = false;
  let beating: Promise<void> | null = null;
  let stopTimer: (() => void) | null = null;

  const watch = () => {
    const needed = !stopped && (inFlight.size > 0 || searching);
    if (!needed) {
      stopTimer?.();
      stopTimer = null;
    } else if (beating === null) {
      stopTimer ??= parts.clock.after(heartbeatMs, begin);
    }
  };

  const begin = () => {
    stopTimer = null;
    beating = beat()
      .catch(reportBug)
      .then(() => {
        beating = null;
        watch();
      });
  };

  const beat = async () => {
    await renewLeases(parts, inFlight);
    // A claim of the same commit is open in storage already; by the next turn it is under way here too.
    await nextTurn();
    const rescued = await rescueAttempts(parts, (attempt) => isAbandoned(parts, inFlight, attempt));
    searching = false;
    if (rescued > 0) onRescued();
  };

  return {
    watch,
    search() {
      searching = true;
      watch();
    },
    async stop() {
      stopped = true;
      watch();
      await beating;
    },
  };
}

/** One transaction for all. An attempt that is somebody else's by now is ended here. */
async function renewLeases(parts: QueueParts, inFlight: InFlight): Promise<void> {
  const { storage } = parts;
  if (inFlight.size === 0) return;
  await storage.write(() => {
    const lease = newLease(parts);
    for (const { run, attempt } of inFlight.underWay()) {
      if (!storage.attempts.renew(run.id, attempt, lease)) inFlight.end(run.id, 'lost');
    }
  });
}

function isAbandoned(
  { executorId, clock }: QueueParts,
  inFlight: InFlight,
  { runId, number, lease }: OpenAttempt,
): boolean {
  if (inFlight.has(runId, number)) return false;
  return lease.owner === executorId || isExpired(lease, clock.now());
}
