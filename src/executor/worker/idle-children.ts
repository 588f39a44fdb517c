import type { Clock } from '../../lib/clock.ts';
import { isSameProcess } from './process-id.ts';
import type { SharedChild } from './shared-child.ts';
import type { AttemptSpec, ProcessId } from './worker-pool.ts';

/** How long a child may be without a run. */
const idleLimitMs = 30_000;
/** Idle children of all targets together; those that have waited longest are ended first. */
const maxIdle = 16;

/** Warm children that wait for a run. Has no timer while there is none. */
export interface IdleChildren {
  add(child: SharedChild): void;
  /** The recorded child, else the one that worked last; those that do not fit any more are ended on the way. */
  take(spec: AttemptSpec, recorded: ProcessId | null): SharedChild | null;
  /** Those of a target, in the order in which they are taken. */
  of(target: string): readonly ProcessId[];
  /** @returns false when it was not idle */
  remove(child: SharedChild): boolean;
}

export function createIdleChildren(clock: Clock, end: (child: SharedChild) => void): IdleChildren {
  /** Since when each is idle, oldest first: who worked last is taken first, so that those too many grow old. */
  const idle = new Map<SharedChild, number>();
  let ticking = false;

  function endOne(child: SharedChild): void {
    idle.delete(child);
    end(child);
  }

  function schedule(): void {
    if (ticking || idle.size === 0) return;
    ticking = true;
    clock.after(idleLimitMs / 4, () => {
      ticking = false;
      const before = clock.now() - idleLimitMs;
      for (const [child, since] of idle) if (since <= before) endOne(child);
      schedule();
    });
  }

  const of = (target: string) => [...idle.keys()].filter((child) => child.target === target).reverse();

  return {
    add(child) {
      idle.set(child, clock.now());
      const [oldest] = idle.keys();
      if (idle.size > maxIdle && oldest !== undefined) endOne(oldest);
      schedule();
    },
    take(spec, recorded) {
      const children = of(spec.target);
      const wanted = children.filter(({ id }) => isSameProcess(id, recorded));
      for (const child of new Set([...wanted, ...children])) {
        if (idle.delete(child) && child.fitness.fits(spec)) return child;
        end(child);
      }
      return null;
    },
    of: (target) => of(target).map(({ id }) => id),
    remove: (child) => idle.delete(child),
  };
}
