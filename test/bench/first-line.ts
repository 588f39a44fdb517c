import { taskSource } from '../helpers/temp-project.ts';
import { openBenchProject } from './bench-project.ts';
import type { Bench } from './measurement.ts';
import { timeNode } from './node-floor.ts';
import { median, percentile } from './statistics.ts';

const rounds = 21;

/** The time at which the task's own code began, on the clock that both processes share. */
const stamp = 'return performance.timeOrigin + performance.now();';

export const firstLine: Bench = {
  name: 'first-line',
  about: 'from sending POST /runs to the first line of user code in a waiting child, next to "node -e 0"',
  async measure({ say }) {
    await using project = await openBenchProject({ stamp: taskSource(stamp) });
    const floors: number[] = [];
    const warm: number[] = [];
    for (let round = 0; round < rounds + 1; round++) {
      floors.push(await timeNode());
      const sent = performance.timeOrigin + performance.now();
      const run = await project.ended(await project.create('task:stamp'));
      if (typeof run.output !== 'number') throw new Error(`the run ended ${run.status} and told no time`);
      warm.push(run.output - sent);
      say(`round ${round} of ${rounds}: ${Math.round(run.output - sent)} ms`);
    }
    warm.shift(); // The first run of a task loads it without a cache.
    return [
      {
        name: 'create to first user line, p50',
        unit: 'x',
        value: median(warm) / median(floors),
        max: 0.35,
      },
      { name: 'create to first user line, p95', unit: 'x', value: percentile(warm, 0.95) / median(floors) },
    ];
  },
};
