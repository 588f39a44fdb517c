import type { Clock } from '../lib/clock.ts';
import { isUnfiltered } from '../model/run-filter.ts';
import { runStatuses, type StatusCounts } from '../model/run-status.ts';
import { type ConsoleStore, patchSlice } from './console-state.ts';

/** While changes flow that the counts cannot be derived from, they are asked for this often. */
const refreshMs = 2_000;

/** A change that is told so soon after an answer may be in the answer already: milliseconds. */
const settleMs = 1_000;

export interface CountsReader {
  /** Asks now. */
  read(): Promise<void>;
  /** Runs were brought into the list: asks again within two seconds when the counts may be wrong now. */
  runsApplied(countsUnsure: boolean): void;
  stop(): void;
}

/** Keeps the counts by status, and the number of runs that match the filter, as the server counts them. */
export function createCountsReader(store: ConsoleStore, clock: Clock): CountsReader {
  let disarm: (() => void) | null = null;
  let reading = 0;
  let asked = 0;
  let settledAt = 0;

  const read = async () => {
    const client = store.getState().connection.client;
    const filter = store.getState().runs.filter;
    if (client === null) return;
    reading++;
    const turn = ++asked;
    // A server without counts, or one that is away: the header says so and keeps what it has.
    const [counts, matched] = await Promise.all([
      client.runs.counts({}).catch(() => null),
      isUnfiltered(filter) ? null : client.runs.counts(filter).catch(() => null),
    ]);
    reading--;
    settledAt = clock.now() + settleMs;
    // An older answer that comes late tells nothing.
    if (turn !== asked) return;
    if (counts !== null) patchSlice(store, 'runs', { counts });
    if (store.getState().runs.filter === filter) {
      patchSlice(store, 'runs', { matching: matched === null ? null : totalOf(matched) });
    }
  };

  return {
    read,
    runsApplied(countsUnsure) {
      if (!countsUnsure && reading === 0 && clock.now() >= settledAt) return;
      disarm ??= clock.after(refreshMs, () => {
        disarm = null;
        void read();
      });
    },
    stop: () => disarm?.(),
  };
}

export function totalOf(counts: StatusCounts): number {
  return runStatuses.reduce((sum, status) => sum + counts[status], 0);
}
