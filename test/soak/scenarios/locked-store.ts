import { lockStore } from '../faults/locked-store.ts';
import type { Scenario } from '../scenario.ts';
import { planOf } from '../storm/plan.ts';
import { atLeast, weather } from './weather.ts';

const sizes = {
  short: { runs: 40, times: 2, heldMs: 3000, freeMs: 700 },
  long: { runs: 300, times: 12, heldMs: 4000, freeMs: 1500 },
} as const;

export const lockScenario: Scenario = {
  name: 'locked store',
  about: 'another program holds the write lock of the store for longer than the executor waits',
  run(size) {
    const { runs, ...lock } = sizes[size];
    return weather({ plan: planOf(runs, 200) }, async (storm) => {
      const { locked } = await lockStore(storm, lock);
      return { figures: { 'times locked': locked }, checks: [atLeast('times locked', locked, lock.times)] };
    });
  },
};
