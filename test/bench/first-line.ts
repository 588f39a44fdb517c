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
  about:
    'from the acceptance of a run, and from sending POST /runs, to the first line of user code, next to "node -e 0"',
  async measure({ say }) {
    await using project = await openBenchProject({ stamp: taskSource(stamp) });
    const floors: number[] = [];
    const fromAcceptance: number[] = [];
    const fromRequest: number[] = [];
    for (let round = 0; round < rounds + 1; round++) {
      floors.push(await timeNode());
      const sent = performance.timeOrigin + performance.now();
      const run = await project.ended(await project.create('task:stamp'));
      if (typeof run.output !== 'number') throw new Error(`the run ended ${run.status} and told no time`);
      say(`round ${round} of ${rounds}: ${Math.round(run.output - sent)} ms`);
      if (round === 0) continue; // The first run of a task loads it without a cache.
      fromAcceptance.push(run.output - Date.parse(run.createdAt));
      fromRequest.push(run.output - sent);
    }
    const floor = median(floors);
    return [
      {
        name: 'enqueue to first user line, p50',
        unit: 'x',
        value: median(fromAcceptance) / floor,
        max: 0.35,
      },
      { name: 'create to first user line, p50', unit: 'x', value: median(fromRequest) / floor },
      { name: 'create to first user line, p95', unit: 'x', value: percentile(fromRequest, 0.95) / floor },
    ];
  },
};
