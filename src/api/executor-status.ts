import { z } from 'zod';
import type { ExecutorStatus } from '../model/executor-status.ts';
import { count } from './field.ts';

/** Ours: what the executor is doing now. */
export const wireExecutorStatus = z.object({
  now: z.string(),
  places: count,
  running: count,
  pending: count,
  targets: z.array(z.object({ target: z.string(), running: count, limit: count.nullable() })),
  attempts: z.array(z.object({ run_id: z.string(), number: count, lease_until: z.string() })),
});

export function executorStatusToWire(status: ExecutorStatus): z.infer<typeof wireExecutorStatus> {
  const { now, places, running, pending, targets, attempts } = status;
  return {
    now,
    places,
    running,
    pending,
    targets: targets.map((load) => ({ ...load })),
    attempts: attempts.map(({ runId, number, leaseUntil }) => ({
      run_id: runId,
      number,
      lease_until: leaseUntil,
    })),
  };
}

export function executorStatusFromWire(wire: z.infer<typeof wireExecutorStatus>): ExecutorStatus {
  return {
    ...wire,
    attempts: wire.attempts.map(({ run_id: runId, number, lease_until: leaseUntil }) => ({
      runId,
      number,
      leaseUntil,
    })),
  };
}
