import { join } from 'node:path';
import type { Clock } from '../../lib/clock.ts';
import type { Service } from '../../lib/service.ts';
import type { Ledger } from '../queue/ledger.ts';
import { reportBug } from '../queue/report-bug.ts';
import type { Retention } from '../settings/executor-settings.ts';
import type { Storage } from '../storage/open-storage.ts';
import type { RunLogs } from '../worker/run-logs.ts';
import { giveBack } from './give-back.ts';
import { pruneCache } from './prune-cache.ts';
import { newSweep, pruneGroup, type Sweep } from './prune-runs.ts';
import { beforeFirst, pruneSchedules } from './prune-schedules.ts';
import { strayFolders } from './run-folders.ts';
import { watchSchedules } from './touched-schedules.ts';

/** A start has better things to do first. */
const firstSweepMs = 5000;
const sweepEveryMs = 600_000;
/** Between two groups, so that others have the disk most of the time. */
const pauseMs = 20;
/** Files of the cache that nobody used for so long are deleted. */
const cacheMs = 30 * 86_400_000;

export interface RetentionParts {
  readonly storage: Storage;
  readonly logs: Pick<RunLogs, 'removeRun'>;
  readonly clock: Clock;
  readonly ledger: Pick<Ledger, 'subscribe'>;
  readonly retention: Retention;
  /** Absolute; has `logs/` and `cache/`. */
  readonly stateDir: string;
}

/**
 * Deletes what is older or more than the settings keep, and gives its space back to the disk: soon
 * after the start and then every ten minutes, in small groups with pauses, so that the queue hardly
 * notices. A sweep that fails, such as on a full disk, is begun anew by the next one.
 */
export function createRetention(parts: RetentionParts): Service {
  const { storage, clock } = parts;
  const touched = watchSchedules(parts.ledger);
  let stopped = false;
  /** What a crash left was removed. */
  let tidied = false;
  let sweeping: Promise<void> | null = null;
  let stopTimer: (() => void) | null = null;
  let endPause: (() => void) | null = null;

  const schedule = (delayMs: number) => {
    if (!stopped) stopTimer = clock.after(delayMs, begin);
  };

  const begin = () => {
    sweeping = sweep()
      .catch(reportBug)
      .finally(() => schedule(sweepEveryMs));
  };

  const sweep = async () => {
    if (!tidied) await removeStrays();
    await pruneRuns();
    await pruneScheduled();
    if (!stopped) await pruneCache(join(parts.stateDir, 'cache'), clock.now() - cacheMs);
    await giveBack(storage, () => stopped, pause);
  };

  const removeStrays = async () => {
    const isKnown = (id: string) => storage.runs.idsFrom(id, 1).length > 0;
    for await (const runId of strayFolders(join(parts.stateDir, 'logs'), isKnown)) {
      if (stopped) return;
      await parts.logs.removeRun(runId);
    }
    tidied = true;
  };

  const pruneRuns = () =>
    inGroups<Sweep>(newSweep, async (from) => {
      const { pruned, next } = await storage.write(() =>
        pruneGroup(storage, parts.retention, from, clock.now()),
      );
      // Rows first: a crash in between leaves a folder without a run, which the next start removes.
      for (const runId of pruned) await parts.logs.removeRun(runId);
      return next;
    });

  const pruneScheduled = async () => {
    const among = touched.begin();
    await inGroups(beforeFirst, (after) =>
      storage.write(() => pruneSchedules(storage, parts.retention, after, clock.now(), among)),
    );
    touched.done();
  };

  /** @param group does its part from there on, and answers where the next one begins */
  const inGroups = async <At>(first: At, group: (from: At) => Promise<At | null>) => {
    let at: At | null = first;
    while (at !== null && !stopped) {
      at = await group(at);
      if (at !== null) await pause();
    }
  };

  const pause = () =>
    new Promise<void>((resolve) => {
      const stopPause = clock.after(pauseMs, resolve);
      endPause = () => {
        stopPause();
        resolve();
      };
      if (stopped) endPause();
    });

  return {
    start: () => schedule(firstSweepMs),
    async stop() {
      stopped = true;
      touched.stop();
      stopTimer?.();
      endPause?.();
      await sweeping;
    },
  };
}
