import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../src/lib/clock.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { taskSource } from '../helpers/temp-project.ts';
import { type BenchExecutor, openBenchExecutor } from './bench-executor.ts';
import type { Bench } from './measurement.ts';
import { figuresOf, hasProcessFigures } from './process-figures.ts';

const schedules = 10_000;
const seconds = 20;
const hourMs = 3_600_000;

/** The clock of the machine, which can be set. */
interface SetClock extends Clock {
  set(byMs: number): void;
}

export const schedulesIdle: Bench = {
  name: 'schedules-idle',
  about: `an executor with ${schedules} schedules of which none is due, for ${seconds} s: processor time, bare and beside one without any`,
  async measure({ say }) {
    if (!hasProcessFigures) {
      say('not measured: it reads /proc, which only Linux has');
      return [];
    }
    const bare = await idleShare(0);
    const full = await idleShare(schedules);
    say(`${(bare * 100).toFixed(3)} % of a core without schedules, ${(full * 100).toFixed(3)} % with them`);
    return [
      { name: `idle with ${schedules} schedules: share of a core`, unit: 'x', value: full, max: 0.005 },
    ];
  },
};

export const schedulesFire: Bench = {
  name: 'schedules-fire',
  about: `${schedules} schedules due at one instant: until each has its run, and the longest time the event loop is held`,
  async measure({ nodeFloor, say }) {
    const floor = await nodeFloor();
    const clock = settableClock();
    await using project = await openBenchExecutor({ noop: taskSource('') }, { concurrency: 0, clock });
    const dueAt = new Date(clock.now() + hourMs).toISOString();
    await create(project, schedules, dueAt);
    const fired = countFires(project);
    const holds = monitorEventLoopDelay({ resolution: 1 });
    const began = performance.now();
    holds.enable();
    clock.set(Date.parse(dueAt) - clock.now());
    // Whatever is written about a schedule wakes the scheduler, which would else look within a minute.
    await create(project, 1, new Date(clock.now() + hourMs).toISOString());
    await fired.reach(schedules);
    holds.disable();
    const took = performance.now() - began;
    const hold = holds.max / 1e6;
    say(
      `${Math.round(took)} ms for ${schedules} fires, the event loop held for ${hold.toFixed(1)} ms at most`,
    );
    return [
      { name: `${schedules} fires at one instant / node boot`, unit: 'x', value: took / floor, max: 200 },
      { name: 'longest hold while they fire / node boot', unit: 'x', value: hold / floor, max: 2.5 },
    ];
  },
};

/** Share of a core that this process takes while it does nothing but hold an executor. */
async function idleShare(count: number): Promise<number> {
  await using project = await openBenchExecutor({ noop: taskSource('') }, { concurrency: 0, spares: 0 });
  await create(project, count, new Date(Date.now() + 48 * hourMs).toISOString());
  await quiet();
  const before = figuresOf(process.pid).cpuMs;
  await delay(seconds * 1000);
  return (figuresOf(process.pid).cpuMs - before) / (seconds * 1000);
}

/** The sweep that follows every start is over: it is no idleness. */
async function quiet(): Promise<void> {
  const sweepBeginsMs = 6000;
  const calmMs = 1000;
  await delay(sweepBeginsMs);
  for (let used = Number.POSITIVE_INFINITY; used > calmMs / 100; ) {
    const before = figuresOf(process.pid).cpuMs;
    await delay(calmMs);
    used = figuresOf(process.pid).cpuMs - before;
  }
}

/** Creates schedules that fire every hour from a certain instant on. @param startAt ISO 8601 */
async function create({ executor }: BenchExecutor, count: number, startAt: string): Promise<void> {
  let left = count;
  const lane = async () => {
    while (left-- > 0) {
      const rule = { kind: 'recurring', when: 'PT1H', startAt } as const;
      await executor.schedules.create({ name: `hourly ${left}`, target: 'task:noop', ...rule }, 'bench');
    }
  };
  await Promise.all(Array.from({ length: 50 }, lane));
}

function countFires({ executor }: BenchExecutor) {
  const listening: (() => void)[] = [];
  let fires = 0;
  executor.subscribe((change) => {
    if (change.kind !== 'run' || change.run.slot === null) return;
    fires++;
    for (const check of listening) check();
  });
  return {
    reach: (count: number) =>
      new Promise<void>((resolve) => {
        const check = () => {
          if (fires >= count) resolve();
        };
        listening.push(check);
        check();
      }),
  };
}

function settableClock(): SetClock {
  let offset = 0;
  return {
    now: () => systemClock.now() + offset,
    after: systemClock.after,
    set(byMs) {
      offset += byMs;
    },
  };
}
