import { openBenchProject } from './bench-project.ts';
import type { Bench } from './measurement.ts';

const runs = 100;

export const throughput: Bench = {
  name: 'throughput',
  about: `${runs} runs that do nothing, each in a process of its own, from the first creation to the last end`,
  async measure({ nodeFloor, say }) {
    await using project = await openBenchProject();
    await project.seed(4); // The first runs load the task without a cache.
    const began = performance.now();
    await project.seed(runs);
    const perSecond = (runs * 1000) / (performance.now() - began);
    say(`${perSecond.toFixed(1)} runs a second`);
    const boots = 1000 / (await nodeFloor());
    return [{ name: 'no-op runs / node boots, per second', unit: 'x', value: perSecond / boots, min: 0.5 }];
  },
};
