import { taskSource } from '../helpers/temp-project.ts';
import { openBenchExecutor } from './bench-executor.ts';
import { openBenchProject } from './bench-project.ts';
import type { Bench } from './measurement.ts';

const inProcess = 5000;
const overHttp = 1000;

export const creation: Bench = {
  name: 'creation',
  about: `runs created and durable per second, ${inProcess} in process (50 at once) and ${overHttp} over HTTP (32 at once), while none is executed`,
  async measure({ nodeFloor, say }) {
    const boots = 1000 / (await nodeFloor());
    await using inner = await openBenchExecutor({ noop: taskSource('') }, { concurrency: 0 });
    await inner.create('task:noop', 200, 50); // Loads the task, and warms up.
    const inProcessRate = (inProcess * 1000) / (await inner.create('task:noop', inProcess, 50));
    await using served = await openBenchProject({}, { limits: { concurrency: 0 } });
    await createServed(served, 100);
    const httpRate = (overHttp * 1000) / (await createServed(served, overHttp));
    say(`${Math.round(inProcessRate)} a second in process, ${Math.round(httpRate)} over HTTP`);
    return [
      {
        name: 'runs created in process / node boots, per second',
        unit: 'x',
        value: inProcessRate / boots,
        min: 20,
      },
      { name: 'runs created over HTTP / node boots, per second', unit: 'x', value: httpRate / boots, min: 5 },
    ];
  },
};

async function createServed(
  project: { create(target: string): Promise<string> },
  count: number,
): Promise<number> {
  const began = performance.now();
  let left = count;
  const lane = async () => {
    while (left-- > 0) await project.create('task:noop');
  };
  await Promise.all(Array.from({ length: 32 }, lane));
  return performance.now() - began;
}
