import { terminalStatuses } from '../../model/run-status.ts';
import type { Retention } from '../settings/executor-settings.ts';
import type { Storage } from '../storage/open-storage.ts';
import type { EndedPlace } from '../storage/pruning-table.ts';

/** Runs of one transaction, and events: a run may have thousands. They bound how long others wait. */
export const groupSize = 200;
const maxEvents = 5000;

const dayMs = 86_400_000;

/** How far a sweep over the ended runs has come. */
export interface Sweep {
  /** The last run that was looked at. */
  readonly after: EndedPlace;
  /** Runs that were passed over because somebody needs them. */
  readonly passed: number;
}

export const newSweep: Sweep = { after: { endedAt: 0, position: 0 }, passed: 0 };

export interface PrunedGroup {
  /** Ids of the runs that are gone. */
  readonly pruned: readonly string[];
  /** Where the next group goes on; null when nothing is left to prune. */
  readonly next: Sweep | null;
}

/**
 * Deletes the next of the ended runs that are older than `retention.days` or not among the newest
 * `retention.runs`, the earliest end first, with their attempts, events and signals. A run that an
 * un-ended run depends on stays, and so do those of a batch with un-ended runs: its counts and its
 * result are made from all of them. Belongs inside `Storage.write`.
 * @param now epoch ms
 */
export function pruneGroup(storage: Storage, retention: Retention, sweep: Sweep, now: number): PrunedGroup {
  const { runs, pruning } = storage;
  const oldest = now - retention.days * dayMs;
  const counts = runs.counts({ statuses: terminalStatuses });
  const pruned: string[] = [];
  let left = Object.values(counts).reduce((sum, n) => sum + n, 0) - sweep.passed;
  let { after, passed } = sweep;
  let events = maxEvents;
  const group = pruning.ended(after, groupSize);
  for (const run of group) {
    if (run.endedAt >= oldest && left <= retention.runs) return { pruned, next: null };
    if (run.needed) passed += 1;
    else {
      events -= pruning.deleteEvents(run.id, events);
      // Some may be left: the next group begins with this run again.
      if (events <= 0) return { pruned, next: { after, passed } };
      pruning.deleteRun(run.id);
      pruned.push(run.id);
    }
    left -= 1;
    after = run;
  }
  return { pruned, next: group.length < groupSize ? null : { after, passed } };
}
