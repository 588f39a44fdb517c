import { availableParallelism } from 'node:os';
import type { Clock } from '../../lib/clock.ts';
import { bootShared } from './boot-shared.ts';
import { createIdleChildren } from './idle-children.ts';
import type { SharedChild } from './shared-child.ts';
import type { SpareChildren } from './spare-children.ts';
import type { AttemptSpec, ProcessId } from './worker-pool.ts';

/** Children of one target that boot at the same time: more would only take longer. */
const bootsAtOnce = availableParallelism();

/** A run's claim on a warm child. */
export interface Place {
  /** Rejects when no child can be started, or when the place was given up. */
  readonly child: Promise<SharedChild>;
  /** Waits no longer. Nothing when there is a child already. */
  giveUp(): void;
}

/** The warm children of all targets. */
export interface SharedChildren {
  /** A child that is warm for the run, else the first that gets free or ready. @param recorded taken if it is idle */
  take(spec: AttemptSpec, recorded: ProcessId | null): Place;
  /** A run has left the child as it was: it goes to the next run, or waits for one, or ends when it is worn. */
  giveBack(child: SharedChild): void;
  /** Ends a child and all that its runs have left behind. */
  retire(child: SharedChild): Promise<void>;
  /** The idle children of a target, in the order in which they are taken; null when it has no child at all. */
  idle(target: string): readonly ProcessId[] | null;
  /** Ends all of them. */
  stop(): Promise<void>;
}

interface Waiter {
  readonly spec: AttemptSpec;
  readonly settle: (child: SharedChild) => void;
  readonly refuse: (error: unknown) => void;
}

/** Who waits for a child of one target. */
interface Line {
  readonly waiters: Set<Waiter>;
  readonly boots: Set<Promise<void>>;
}

export function createSharedChildren(spares: SpareChildren, clock: Clock): SharedChildren {
  const all = new Set<SharedChild>();
  const idle = createIdleChildren(clock, (child) => void retire(child));
  const lines = new Map<string, Line>();
  let stopped = false;

  /** Gives a child to the first run that waits for one like it. */
  function offer(child: SharedChild): void {
    if (stopped || child.fitness.worn || !child.child.connected) {
      void retire(child);
      return;
    }
    const waiters = lines.get(child.target)?.waiters ?? new Set();
    const waiter = [...waiters].find(({ spec }) => child.fitness.fits(spec));
    if (waiter === undefined) idle.add(child);
    else if (waiters.delete(waiter)) waiter.settle(child);
  }

  function keep(child: SharedChild): void {
    all.add(child);
    // While it has a run, its files are the run's business.
    void child.child.gone.then(() => {
      if (idle.remove(child)) void retire(child);
    });
  }

  async function retire(child: SharedChild): Promise<void> {
    await child.retire();
    all.delete(child);
  }

  /** Boots as many children as runs wait, a few at a time: quick runs are over before all have booted. */
  function recruit(target: string, line: Line): void {
    for (;;) {
      const [first] = line.waiters;
      if (first === undefined || line.boots.size >= Math.min(line.waiters.size, bootsAtOnce)) return;
      const boot = bootFor(first, line).then(() => {
        line.boots.delete(boot);
        if (line.waiters.size + line.boots.size === 0) lines.delete(target);
        recruit(target, line);
      });
      line.boots.add(boot);
    }
  }

  async function bootFor({ spec }: Waiter, { waiters }: Line): Promise<void> {
    try {
      const child = await bootShared(spares, spec, clock);
      keep(child);
      offer(child);
    } catch (error) {
      const [waiter] = waiters;
      if (waiter !== undefined && waiters.delete(waiter)) waiter.refuse(error);
    }
  }

  function queueUp(spec: AttemptSpec): Place {
    const { promise, resolve, reject } = Promise.withResolvers<SharedChild>();
    const waiter = { spec, settle: resolve, refuse: reject };
    const line: Line = lines.get(spec.target) ?? { waiters: new Set(), boots: new Set() };
    lines.set(spec.target, line);
    line.waiters.add(waiter);
    recruit(spec.target, line);
    const giveUp = () => {
      if (line.waiters.delete(waiter)) reject(new Error('The run does not wait for a worker any more.'));
    };
    return { child: promise, giveUp };
  }

  return {
    take(spec, recorded) {
      const child = idle.take(spec, recorded);
      if (child === null) return queueUp(spec);
      return { child: Promise.resolve(child), giveUp: () => undefined };
    },
    giveBack: offer,
    retire,
    idle: (target) => ([...all].some((child) => child.target === target) ? idle.of(target) : null),
    async stop() {
      stopped = true;
      await Promise.all([...lines.values()].flatMap(({ boots }) => [...boots]));
      for (const { child } of all) child.signal('SIGKILL');
      await Promise.all([...all].map(retire));
    },
  };
}
