import { checkLifecycle } from '../../unit/executor/properties/lifecycle.ts';
import type { Scenario } from '../scenario.ts';

const sizes = {
  // So long that only a stuck one reaches it: next to the other scenarios a sequence can take seconds.
  short: { sequences: 20, limitMs: 90_000 },
  long: { sequences: 3000, limitMs: 180_000 },
} as const;

export const lifecycleScenario: Scenario = {
  name: 'sequences',
  about: 'random sequences of calls, ends of attempts, crashes and times, with children that do nothing',
  async run(size) {
    const seed = Math.floor(Math.random() * 2 ** 31);
    const found = await checkLifecycle({ ...sizes[size], seed });
    const against = found.failed ? [`seed ${seed}: ${found.counterexample}: ${found.errorInstance}`] : [];
    return {
      checks: [{ claim: 'every run ends, once, by allowed moves', against }],
      figures: { sequences: found.numRuns, seed },
    };
  },
};
