import { fillDisk } from '../faults/full-disk.ts';
import { openSmallDisk } from '../faults/small-disk.ts';
import type { Scenario } from '../scenario.ts';
import { planOf } from '../storm/plan.ts';
import { atLeast, weather } from './weather.ts';

const sizes = {
  short: { runs: 60, megabytes: 12, times: 1, heldMs: 1000 },
  long: { runs: 400, megabytes: 24, times: 8, heldMs: 3000 },
} as const;

export const diskScenario: Scenario = {
  name: 'full disk',
  about:
    'the disk that holds the state is full for seconds and then has room again; nobody restarts anything',
  async run(size) {
    const { runs, megabytes, times, heldMs } = sizes[size];
    using disk = openSmallDisk(megabytes);
    process.stderr.write(`full disk: ${disk.kind}\n`);
    const { stateDir } = disk;
    return await weather({ plan: planOf(runs, 200), stateDir }, async (storm) => {
      const { filled } = await fillDisk(storm, disk, { times, heldMs });
      const refused = [...storm.feeder.refusals.values()].reduce((sum, count) => sum + count, 0);
      return {
        figures: { 'times full': filled, 'creations refused': refused },
        checks: [atLeast('times full', filled, times), atLeast('creations refused', refused, times)],
      };
    });
  },
};
