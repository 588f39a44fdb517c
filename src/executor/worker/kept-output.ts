import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../lib/clock.ts';
import { makePrivateDir, privateFile } from './log-paths.ts';

const retryMs = 5_000;

/** An attempt whose output could not be merged when it ended, such as on a full disk. */
export interface KeptAttempt {
  readonly runId: string;
  readonly attempt: number;
  /** Of the run's log, in bytes; null for none. */
  readonly limitBytes: number | null;
}

/** Keeps such attempts in mind, also over a restart, and merges their output when that can be done. */
export interface KeptOutput {
  add(kept: KeptAttempt): void;
  /** Leaves a run alone, whose log somebody else is about to write; what was begun for it is stopped. */
  hold(runId: string): void;
  /** The run's log is free again. */
  release(runId: string): void;
  /** The run is gone. */
  forget(runId: string): void;
}

/**
 * @param dir a folder with one small file for each kept attempt
 * @param merge merges what is left until it is told to stop; resolves with true when nothing is left
 */
export function createKeptOutput(
  dir: string,
  clock: Clock,
  merge: (kept: KeptAttempt, stop: AbortSignal) => Promise<boolean>,
): KeptOutput {
  const kept = new Map(readMarks(dir).map((each) => [markOf(each), each]));
  const held = new Set<string>();
  let stop = new AbortController();
  let merging: string | null = null;
  let ticking = false;

  async function mergeAll(): Promise<void> {
    for (const [mark, each] of kept) {
      if (held.has(each.runId)) continue;
      stop = new AbortController();
      merging = each.runId;
      const isDone = await merge(each, stop.signal).catch(() => false);
      merging = null;
      if (isDone) drop(mark);
    }
    ticking = false;
    schedule();
  }

  function schedule(): void {
    if (ticking || kept.size === 0) return;
    ticking = true;
    clock.after(retryMs, () => void mergeAll());
  }

  function drop(mark: string): void {
    kept.delete(mark);
    rmSync(join(dir, mark), { force: true });
  }

  schedule();
  return {
    add(each) {
      kept.set(markOf(each), each);
      try {
        makePrivateDir(dir);
        writeFileSync(join(dir, markOf(each)), JSON.stringify(each), { mode: privateFile });
      } catch {
        // Not even that fits on the disk: known until this process ends, and the output stays in any case.
      }
      schedule();
    },
    hold(runId) {
      held.add(runId);
      if (merging === runId) stop.abort();
    },
    release: (runId) => void held.delete(runId),
    forget(runId) {
      if (merging === runId) stop.abort();
      for (const [mark, each] of kept) if (each.runId === runId) drop(mark);
    },
  };
}

function markOf({ runId, attempt }: KeptAttempt): string {
  return `${runId}.${attempt}`;
}

function readMarks(dir: string): KeptAttempt[] {
  try {
    return readdirSync(dir).map((name) => {
      const [runId = '', attempt = ''] = name.split('.');
      return { runId, attempt: Number(attempt), limitBytes: limitIn(join(dir, name)) };
    });
  } catch {
    return []; // No folder: nothing is kept.
  }
}

/** Null also for a mark that a full disk cut short: its name says what is to be merged. */
function limitIn(mark: string): number | null {
  try {
    const said: unknown = JSON.parse(readFileSync(mark, 'utf8'));
    const limit = typeof said === 'object' && said !== null && 'limitBytes' in said ? said.limitBytes : null;
    return typeof limit === 'number' ? limit : null;
  } catch {
    return null;
  }
}
