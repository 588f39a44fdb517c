import { killAtRandom } from '../faults/kills.ts';
import type { Scenario } from '../scenario.ts';
import { planOf } from '../storm/plan.ts';
import { atLeast, weather } from './weather.ts';

const sizes = {
  short: { runs: 60, ms: 200, executors: 3, children: 9 },
  long: { runs: 1000, ms: 250, executors: 36, children: 150 },
} as const;

export const killScenario: Scenario = {
  name: 'kills',
  about: 'SIGKILL to the executor about every second, and to its children at random',
  run(size) {
    const { runs, ms, executors, children } = sizes[size];
    return weather({ plan: planOf(runs, ms) }, async (storm) => {
      const kills = await killAtRandom(storm, { executors, children, lifeMs: 1000 });
      const least = size === 'long' ? { executors: 30, children: 100 } : { executors: 2, children: 4 };
      return {
        figures: { 'executors killed': kills.executors, 'children killed': kills.children },
        checks: [
          atLeast('executors killed', kills.executors, least.executors),
          atLeast('children killed', kills.children, least.children),
        ],
      };
    });
  },
};
