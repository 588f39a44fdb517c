import type { Clock } from '../../lib/clock.ts';
import type { AttemptLog } from './attempt-log.ts';

const tickMs = 40;

/** Keeps the logs of running attempts moving. Has no timer while nothing runs. */
export interface LogTail {
  /** Follows a log and tells its size when it has grown; answers the function that ends this. */
  follow(log: AttemptLog, onGrow: (totalBytes: number) => void): () => void;
}

export function createLogTail(clock: Clock): LogTail {
  const followed = new Map<AttemptLog, (totalBytes: number) => void>();
  let ticking = false;

  function tick(): void {
    for (const [log, onGrow] of followed) {
      if (grew(log)) onGrow(log.totalBytes);
    }
    ticking = false;
    schedule();
  }

  function schedule(): void {
    if (ticking || followed.size === 0) return;
    ticking = true;
    clock.after(tickMs, tick);
  }

  return {
    follow(log, onGrow) {
      followed.set(log, onGrow);
      schedule();
      return () => followed.delete(log);
    },
  };
}

function grew(log: AttemptLog): boolean {
  try {
    return log.poll();
  } catch {
    // A full disk: nothing is lost, the output waits in the raw files for the next try.
    return false;
  }
}
