import type { Lease } from '../storage/attempts-table.ts';
import type { QueueParts } from './queue-parts.ts';

/** How long a lease is good for without being renewed. */
export const leaseMs = 30_000;

/** How often leases are renewed while attempts are under way. */
export const heartbeatMs = 10_000;

/** The right of this executor to an attempt, from now on. */
export function newLease({ executorId, clock }: Pick<QueueParts, 'executorId' | 'clock'>): Lease {
  return { owner: executorId, until: clock.now() + leaseMs };
}

/** True when a lease of another executor is over. One that ends too late is of a clock that was set back. */
export function isExpired(lease: Lease, now: number): boolean {
  return lease.until <= now || lease.until > now + leaseMs;
}
