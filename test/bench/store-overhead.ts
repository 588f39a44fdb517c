import { taskSource } from '../helpers/temp-project.ts';
import { createFakePool, plainOutcome } from '../unit/executor/properties/fake-pool.ts';
import { openBenchExecutor } from './bench-executor.ts';
import type { Bench } from './measurement.ts';

const runs = 1000;

export const storeOverhead: Bench = {
  name: 'store-overhead',
  about: `what one run costs beside its child: claim, process, events and end of ${runs} runs, one after the other, in children that do nothing and cost nothing`,
  async measure({ nodeFloor, say }) {
    const pool = createFakePool();
    const instant = {
      ...pool,
      begin: (...args: Parameters<typeof pool.begin>) => {
        const handle = pool.begin(...args);
        for (const attempt of [...pool.underWay]) attempt.end(plainOutcome);
        return handle;
      },
    };
    await using project = await openBenchExecutor(
      { noop: taskSource('') },
      { concurrency: 0, pool: instant },
    );
    await project.create('task:noop', runs, 50);
    const perRun = (await project.drain({ concurrency: 1 })) / runs;
    say(`${perRun.toFixed(3)} ms a run`);
    return [
      {
        name: 'store overhead of a run / node boot',
        unit: 'x',
        value: perRun / (await nodeFloor()),
        max: 0.05,
      },
    ];
  },
};
