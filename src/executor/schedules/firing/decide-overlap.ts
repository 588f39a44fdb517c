import type { ConcurrencyPolicy } from '../../../model/schedule.ts';

/** What becomes of a slot while a run of its schedule may be under way. */
export type Overlap =
  /** @param after the run that has to end first; null: none */
  | { readonly kind: 'fire'; readonly after: string | null }
  | { readonly kind: 'skip'; readonly because: string }
  /** Every run under way is cancelled first. */
  | { readonly kind: 'replace'; readonly replaced: string };

/**
 * Runs that are caught up under `Forbid` wait for each other: they were promised, and still never overlap.
 * @param underWay the newest run of the schedule that is pending, running or waiting; null without one
 */
export function decideOverlap(
  policy: ConcurrencyPolicy,
  isCatchUp: boolean,
  underWay: string | null,
): Overlap {
  if (policy === 'Allow' || underWay === null) return { kind: 'fire', after: null };
  if (policy === 'Replace') return { kind: 'replace', replaced: underWay };
  return isCatchUp ? { kind: 'fire', after: underWay } : { kind: 'skip', because: underWay };
}
