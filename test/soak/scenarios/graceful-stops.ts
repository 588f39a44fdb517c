import { setTimeout as delay } from 'node:timers/promises';
import type { Scenario } from '../scenario.ts';
import type { Storm } from '../storm/open-storm.ts';
import { planOf } from '../storm/plan.ts';
import { readStore } from '../storm/store-facts.ts';
import type { Check } from '../storm/verify.ts';
import { atLeast, weather } from './weather.ts';

const sizes = { short: { runs: 30, stops: 2 }, long: { runs: 300, stops: 20 } } as const;

export const stopScenario: Scenario = {
  name: 'graceful stops',
  about: 'the executor is asked to stop, with attempts that cannot end in time, and is started again',
  run(size) {
    const { runs, stops } = sizes[size];
    return weather({ plan: planOf(runs, 500) }, async (storm) => {
      let stopped = 0;
      for (; stopped < stops && !storm.isDone; stopped++) {
        await Promise.race([delay(700), storm.done]);
        await storm.stopAndRestart(stopped % 2 === 0 ? 0 : 150);
      }
      await storm.done;
      return {
        figures: { stops: stopped },
        checks: [atLeast('stops', stopped, stops), burnedNothing(storm)],
      };
    });
  },
};

/** An attempt that was cut short for a stop counts neither as a failure nor as a loss. */
function burnedNothing(storm: Storm): Check {
  const { runs } = readStore(storm.stateDir);
  const planned = (n: number) => Number(storm.plan[n]?.input.config?.['fails'] ?? 0);
  const burned = runs.filter(({ n, failures, losses }) => losses > 0 || failures > planned(n));
  return {
    claim: 'a graceful stop burns no attempt',
    against: burned.map(({ n, failures, losses }) => `run ${n}: ${failures} failures, ${losses} losses`),
  };
}
