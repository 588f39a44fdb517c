import type { Clock } from '../../lib/clock.ts';
import type { WorkerChild } from './worker-child.ts';
import type { EndReason } from './worker-pool.ts';

export interface LadderTimes {
  /** Milliseconds from the abort signal to SIGTERM. */
  readonly graceMs: number;
  /** Milliseconds from SIGTERM to SIGKILL. */
  readonly killGraceMs: number;
}

/** What a ladder ends: a child, or something that stands for one. */
export type Endable = Pick<WorkerChild, 'connected' | 'send' | 'signal'>;

/**
 * Ends a child step by step, each step harder than the one before: its abort signal, SIGTERM to its
 * group, SIGKILL to its group. A child that takes too much memory gets the last step at once: whoever
 * is asked to clean up may take more still.
 */
export interface EndLadder {
  /** Why the child is being ended; null while nobody asked for it. The first reason stays. */
  readonly reason: EndReason | null;
  /** From now on `climb` has somebody to end. */
  attach(child: Endable): void;
  climb(reason: EndReason): void;
  /** The child is gone: no further step. */
  leave(): void;
}

export function createEndLadder(times: LadderTimes, clock: Clock): EndLadder {
  let reason: EndReason | null = null;
  let child: Endable | null = null;
  let callOff: () => void = () => undefined;
  return {
    get reason() {
      return reason;
    },
    attach(next) {
      child = next;
    },
    climb(why) {
      const ended = child;
      const isFirst = reason === null;
      reason ??= why;
      if (ended === null) return;
      if (why === 'out-of-memory') {
        callOff();
        return ended.signal('SIGKILL');
      }
      if (!isFirst) return;
      ended.send({ kind: 'end', reason: why });
      callOff = clock.after(ended.connected ? times.graceMs : 0, () => {
        ended.signal('SIGTERM');
        callOff = clock.after(times.killGraceMs, () => ended.signal('SIGKILL'));
      });
    },
    leave: () => callOff(),
  };
}
