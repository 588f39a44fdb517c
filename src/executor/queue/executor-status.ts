import { isoTime } from '../../lib/clock.ts';
import type { ExecutorStatus, TargetLoad } from '../../model/executor-status.ts';
import type { InFlight } from './in-flight.ts';
import type { QueueParts } from './queue-parts.ts';

/** What is under way, and what the limits are. Cheap: it looks at no run that is not under way. */
export function executorStatus(parts: QueueParts, inFlight: InFlight): ExecutorStatus {
  const { storage, settings, clock } = parts;
  return {
    now: isoTime(clock.now()),
    places: settings.limits.concurrency,
    running: inFlight.size,
    pending: storage.runs.counts({ statuses: ['pending'] }).pending,
    targets: targetLoads(parts, inFlight),
    attempts: storage.attempts.stillOpen().map(({ runId, number, lease }) => ({
      runId,
      number,
      leaseUntil: isoTime(lease.until),
    })),
  };
}

/** Targets that the settings limit, and those that have something under way. */
function targetLoads({ settings, targetLimits }: QueueParts, inFlight: InFlight): readonly TargetLoad[] {
  const running = new Map(Object.keys(settings.targets).map((target) => [target, 0]));
  for (const { run } of inFlight.underWay()) running.set(run.target, (running.get(run.target) ?? 0) + 1);
  return [...running].map(([target, count]) => ({
    target,
    running: count,
    limit: targetLimits.of(target) ?? null,
  }));
}
