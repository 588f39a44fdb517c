import type { Places } from './claim.ts';
import type { InFlight } from './in-flight.ts';
import type { QueueParts } from './queue-parts.ts';

/** The places for attempts that nothing takes at the moment it is asked. */
export function freePlaces(
  { settings, targetLimits }: Pick<QueueParts, 'settings' | 'targetLimits'>,
  inFlight: InFlight,
): Places {
  const freeOf = (target: string) => {
    const limit = targetLimits.of(target);
    if (limit === undefined) return undefined;
    return limit === null ? Number.POSITIVE_INFINITY : limit - inFlight.countOf(target);
  };
  return {
    free: () => settings.limits.concurrency - inFlight.size,
    freeOf,
    saturated() {
      const targets = new Set([...inFlight.underWay()].map(({ run }) => run.target));
      return [...targets].filter((target) => (freeOf(target) ?? 1) <= 0);
    },
  };
}
