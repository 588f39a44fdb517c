import { taskSource } from '../helpers/temp-project.ts';
import { type BenchProject, openBenchProject } from './bench-project.ts';
import type { Bench } from './measurement.ts';
import { timeNode } from './node-floor.ts';
import { median, percentile } from './statistics.ts';

const rounds = 40;

/** The time at which the task's own code began, on the clock that all processes share. */
const stamp = 'return performance.timeOrigin + performance.now();';

export const startLatency: Bench = {
  name: 'start-latency',
  about: `from the acceptance of a run to the first line of its code, ${rounds} times: in the child that waits (warm), and in one that boots first because another run took that (cold)`,
  async measure({ say }) {
    await using project = await openBenchProject({ stamp: taskSource(stamp) });
    const warm: number[] = [];
    const cold: number[] = [];
    const node: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      const [first = 0, second = 0] = await startTimes(project);
      const floor = await timeNode();
      if (round === 0) continue; // The first attempts compile the task.
      warm.push(Math.min(first, second));
      cold.push(Math.max(first, second));
      node.push(floor);
    }
    const floor = median(node);
    const ratio = (times: readonly number[], share: number) => percentile(times, share) / floor;
    say(
      `node ${floor.toFixed(0)} ms, warm ${median(warm).toFixed(1)} ms, cold ${median(cold).toFixed(1)} ms (p50)`,
    );
    return [
      { name: 'acceptance to start, warm, p50', unit: 'x', value: ratio(warm, 0.5), max: 0.35 },
      { name: 'acceptance to start, warm, p99', unit: 'x', value: ratio(warm, 0.99) },
      { name: 'acceptance to start, cold, p50', unit: 'x', value: ratio(cold, 0.5), max: 2.5 },
      { name: 'acceptance to start, cold, p99', unit: 'x', value: ratio(cold, 0.99) },
    ];
  },
};

/** Two runs at the same moment: one spare waits, and the next one boots while the other run's task does. */
async function startTimes({ create, ended }: BenchProject): Promise<number[]> {
  const ids = await Promise.all([create('task:stamp'), create('task:stamp')]);
  const runs = await Promise.all(ids.map(ended));
  return runs.map(({ output, createdAt, status }) => {
    if (typeof output !== 'number') throw new Error(`the run ended ${status} and told no time`);
    return output - Date.parse(createdAt);
  });
}
