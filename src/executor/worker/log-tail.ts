import type { Clock } from '../../lib/clock.ts';
import type { Followed, Found } from './followed.ts';

const tickMs = 40;
/** How long a tick may hold the event loop; it may be passed by one look. */
const budgetMs = 5;
/** Until the next tick when one was not enough: the rest of the daemon gets as much time as the logs. */
const busyTickMs = 5;

/** Keeps the files of running attempts moving. Has no timer while nothing runs. */
export interface LogTail {
  /** Follows a source and tells its size, once a tick, when it has grown; answers the function that ends this. */
  follow(source: Followed, onGrow: (totalBytes: number) => void): () => void;
}

export function createLogTail(clock: Clock): LogTail {
  const followed = new Map<Followed, (totalBytes: number) => void>();
  /** Who did not get a turn in the last tick comes first in the next. */
  let turns: Followed[] = [];
  let ticking = false;

  function tick(): void {
    const waiting = turns.filter((source) => followed.has(source));
    turns = [...new Set([...waiting, ...followed.keys()])];
    const grown = lookAtAll(turns);
    for (const source of grown) followed.get(source)?.(source.totalBytes);
    ticking = false;
    schedule(turns.length > 0 ? busyTickMs : tickMs);
  }

  function schedule(delayMs: number): void {
    if (ticking || followed.size === 0) return;
    ticking = true;
    clock.after(delayMs, tick);
  }

  return {
    follow(source, onGrow) {
      followed.set(source, onGrow);
      schedule(tickMs);
      return () => followed.delete(source);
    },
  };
}

/** Gives one turn after the other until nothing is left or the time is up. @returns who has grown */
function lookAtAll(turns: Followed[]): ReadonlySet<Followed> {
  const grown = new Set<Followed>();
  // Real time, whatever the program's clock says: this is about the event loop.
  for (const end = performance.now() + budgetMs; turns.length > 0 && performance.now() < end; ) {
    const source = turns.shift();
    if (source === undefined) break;
    const found = lookAt(source);
    if (found !== 'nothing') grown.add(source);
    if (found === 'more') turns.push(source);
  }
  return grown;
}

function lookAt(source: Followed): Found {
  try {
    return source.poll();
  } catch {
    // A full disk: nothing is lost, what was written waits in its file for the next try.
    return 'nothing';
  }
}
