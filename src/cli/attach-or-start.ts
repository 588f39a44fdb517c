import { setTimeout as delay } from 'node:timers/promises';
import { defaultStateDir } from '../executor/state-dir.ts';
import { type Backoff, backoffDelay } from '../lib/backoff.ts';
import { UserError } from '../model/errors.ts';
import { findDaemon } from './attach.ts';
import type { Daemon } from './daemon-file.ts';
import { startDaemon } from './start-daemon.ts';

export interface AttachedDaemon {
  readonly daemon: Daemon;
  /** True when this process started it. */
  readonly started: boolean;
}

/** How long to wait for an executor that holds the state directory and does not answer yet, or still drains. */
const busyLimitMs = 15_000;
const retry: Backoff = { initialMs: 50, factor: 2, ceilingMs: 1000, jitter: 0.2 };

/**
 * Attaches to the executor of a project or starts one. Of two that start at the same moment one gets
 * the lock; the other attaches to it.
 * @throws UserError whatever keeps it from starting; `conflict` when another one holds the state
 *   directory and does not answer for 15 s
 */
export async function attachOrStart(projectDir: string, launcher: string): Promise<AttachedDaemon> {
  const stateDir = defaultStateDir(projectDir);
  const deadline = performance.now() + busyLimitMs;
  for (let failures = 1; ; failures++) {
    const running = await findDaemon(stateDir);
    if (running !== null) return { daemon: running, started: false };
    try {
      return { daemon: await startDaemon(projectDir, launcher), started: true };
    } catch (thrown) {
      const isHeld = thrown instanceof UserError && thrown.kind === 'conflict';
      if (!isHeld || performance.now() > deadline) throw thrown;
    }
    await delay(backoffDelay(retry, failures, Math.random()));
  }
}
