import { overlapsWhenBlind } from '../faults/blind-copy.ts';
import type { Scenario } from '../scenario.ts';
import { openStorm } from '../storm/open-storm.ts';
import { atLeast } from './weather.ts';

const runs = 12;
const wanted = 10;

export const controlScenario: Scenario = {
  name: 'negative control',
  about: 'without the lock, the watchdogs and the ending of orphans, attempts overlap, and it is seen',
  async run() {
    // Far longer than the scenario takes: the first attempts are still there when the second ones start.
    const plan = Array.from({ length: runs }, (_, n) => ({
      n,
      needs: [],
      input: { target: 'task:process', publicId: `run-${n}`, config: { n, ms: 120_000 } },
    }));
    await using storm = await openStorm({ plan, concurrency: runs });
    const found = await overlapsWhenBlind(storm, wanted);
    return { checks: [atLeast('overlaps seen', found, wanted)], figures: { runs, 'overlaps seen': found } };
  },
};
