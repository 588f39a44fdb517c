import { taskSource } from '../helpers/temp-project.ts';
import { openBenchExecutor } from './bench-executor.ts';
import { openBenchProject } from './bench-project.ts';
import type { Bench, Measurement } from './measurement.ts';

/** Enough of them for about a second of work each. */
const counts = { process: 60, shared: 3000 } as const;
/** Of what one core boots: a process each can't do better, warm children have to. */
const least = { process: 0.5, shared: 20 } as const;
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

type Isolation = 'process' | 'shared';

/** In processes of their own, runs take far longer than their creation over HTTP: the built program is measured. */
async function finishedPerSecond(isolation: Isolation, concurrency: number): Promise<number> {
  if (isolation === 'shared') return await finishedWhenCreated(concurrency);
  await using project = await openBenchProject({}, { limits: { concurrency } });
  await project.seed(concurrency); // The first attempts compile the task.
  const began = performance.now();
  await project.seed(counts.process);
  return (counts.process * 1000) / (performance.now() - began);
}

/** Shared children finish runs faster than HTTP brings them: they are all created before the first one starts. */
async function finishedWhenCreated(concurrency: number): Promise<number> {
  const accepting = { concurrency: 0 };
  await using project = await openBenchExecutor({ noop: taskSource('', { isolation: 'shared' }) }, accepting);
  await project.create('task:noop', concurrency, concurrency);
  await project.drain({ concurrency }); // The first attempts compile the task.
  await project.reopen(accepting);
  const count = counts.shared;
  await project.create('task:noop', count, 50);
  return (count * 1000) / (await project.drain({ concurrency }));
}
