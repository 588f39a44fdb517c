import { jumpClock } from '../faults/clock-jumps.ts';
import type { Scenario } from '../scenario.ts';
import { planOf } from '../storm/plan.ts';
import { atLeast, weather } from './weather.ts';

const sizes = {
  short: { runs: 40, times: 6, everyMs: 600 },
  long: { runs: 400, times: 40, everyMs: 1000 },
} as const;

export const clockScenario: Scenario = {
  name: 'clock jumps',
  about: 'the clock of the executor jumps an hour forth and back, and ends an hour behind',
  run(size) {
    const { runs, ...jump } = sizes[size];
    return weather({ plan: planOf(runs, 300) }, async (storm) => {
      const { jumps } = await jumpClock(storm, jump);
      return { figures: { jumps }, checks: [atLeast('jumps', jumps, Math.min(4, jump.times))] };
    });
  },
};
