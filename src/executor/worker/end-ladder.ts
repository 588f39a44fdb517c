import type { Clock } from '../../lib/clock.ts';
import type { EndReason } from './protocol.ts';
import type { WorkerChild } from './worker-child.ts';

export interface LadderTimes {
  /** Milliseconds from the abort signal to SIGTERM. */
  readonly graceMs: number;
  /** Milliseconds from SIGTERM to SIGKILL. */
  readonly killGraceMs: number;
}

/**
 * Ends a child step by step, each step harder than the one before: its abort signal, SIGTERM to its
 * group, SIGKILL to its group.
 */
export interface EndLadder {
  /** Why the child is being ended; null while nobody asked for it. The first reason stays. */
  readonly reason: EndReason | null;
  /** From now on `climb` has somebody to end. */
  attach(child: WorkerChild): void;
  climb(reason: EndReason): void;
  /** The child is gone: no further step. */
  leave(): void;
}

export function createEndLadder(times: LadderTimes, clock: Clock): EndLadder {
  let reason: EndReason | null = null;
  let child: WorkerChild | null = null;
  let callOff: () => void = () => undefined;
  return {
    get reason() {
      return reason;
    },
    attach(next) {
      child = next;
    },
    climb(why) {
      if (reason !== null) return;
      reason = why;
      const ended = child;
      if (ended === null) return;
      ended.send({ kind: 'end', reason: why });
      callOff = clock.after(ended.connected ? times.graceMs : 0, () => {
        ended.signal('SIGTERM');
        callOff = clock.after(times.killGraceMs, () => ended.signal('SIGKILL'));
      });
    },
    leave: () => callOff(),
  };
}
