import { taskSource } from '../helpers/temp-project.ts';
import { openBenchExecutor } from './bench-executor.ts';
import type { Bench, Measurement } from './measurement.ts';

/** Enough of them for about a second of work each. */
const counts = { process: 60, shared: 3000 } as const;
/** Of what one core boots: a process each can't do better, warm children have to. */
const least = { process: 0.5, shared: 25 } as const;
const concurrencies = [1, 4, 16];

export const finishing: Bench = {
  name: 'finishing',
  about:
    'no-op runs finished per second, in processes of their own and in shared ones, 1, 4 and 16 at a time',
  async measure({ nodeFloor, say }) {
    const boots = 1000 / (await nodeFloor());
    const results: Measurement[] = [];
    for (const isolation of ['process', 'shared'] as const) {
      for (const concurrency of concurrencies) {
        const perSecond = await finishedPerSecond(isolation, concurrency);
        say(`${isolation}, ${concurrency} at a time: ${perSecond.toFixed(1)} a second`);
        results.push({
          name: `no-op runs (${isolation}, ${concurrency} at a time) / node boots, per second`,
          unit: 'x',
          value: perSecond / boots,
          // One at a time the disk and the boot are waited for in turn.
          min: concurrency === 1 ? least[isolation] / 4 : least[isolation],
        });
      }
    }
    return results;
  },
};

async function finishedPerSecond(isolation: 'process' | 'shared', concurrency: number): Promise<number> {
  const accepting = { concurrency: 0 };
  await using project = await openBenchExecutor({ noop: taskSource('', { isolation }) }, accepting);
  await project.create('task:noop', concurrency, concurrency);
  await project.drain({ concurrency }); // The first attempts compile the task.
  await project.reopen(accepting);
  const count = counts[isolation];
  await project.create('task:noop', count, 50);
  return (count * 1000) / (await project.drain({ concurrency }));
}
