import { isTerminal } from '../../src/model/run-status.ts';
import { taskSource } from '../helpers/temp-project.ts';
import { type BenchExecutor, openBenchExecutor } from './bench-executor.ts';
import type { Bench } from './measurement.ts';
import { timeNode } from './node-floor.ts';
import { median, percentile } from './statistics.ts';

const rounds = 40;

/** The time at which the task's own code began, on the clock that both processes share. */
const stamp = 'return performance.timeOrigin + performance.now();';

export const startLatency: Bench = {
  name: 'start-latency',
  about: `from asking for a run to the first line of its code, ${rounds} times: with a child that waits (warm) and without (cold)`,
  async measure({ say }) {
    await using warm = await openBenchExecutor({ stamp: taskSource(stamp) }, { spares: 1 });
    await using cold = await openBenchExecutor({ stamp: taskSource(stamp) }, { spares: 0 });
    const times = { warm: [] as number[], cold: [] as number[], node: [] as number[] };
    for (let round = 0; round <= rounds; round++) {
      const taken = { warm: await startTime(warm), cold: await startTime(cold), node: await timeNode() };
      if (round === 0) continue; // The first attempts compile the task.
      for (const [name, list] of Object.entries(times)) list.push(taken[name as keyof typeof taken]);
    }
    const floor = median(times.node);
    const ratio = (list: readonly number[], share: number) => percentile(list, share) / floor;
    say(
      `node ${floor.toFixed(0)} ms, warm ${median(times.warm).toFixed(1)}, cold ${median(times.cold).toFixed(1)}`,
    );
    return [
      { name: 'create to start, warm, p50', unit: 'x', value: ratio(times.warm, 0.5), max: 0.35 },
      { name: 'create to start, warm, p99', unit: 'x', value: ratio(times.warm, 0.99) },
      { name: 'create to start, cold, p50', unit: 'x', value: ratio(times.cold, 0.5), max: 1.6 },
      { name: 'create to start, cold, p99', unit: 'x', value: ratio(times.cold, 0.99) },
    ];
  },
};

async function startTime({ executor }: BenchExecutor): Promise<number> {
  const asked = performance.timeOrigin + performance.now();
  const { run } = await executor.createRun({ target: 'task:stamp', backoffLimit: 0 });
  const output = await new Promise<unknown>((resolve) => {
    const unsubscribe = executor.subscribe((change) => {
      if (change.kind !== 'run' || change.run.id !== run.id || !isTerminal(change.run.status)) return;
      unsubscribe();
      resolve(change.run.output);
    });
  });
  if (typeof output !== 'number') throw new Error('the run told no time');
  return output - asked;
}
