import { describe, expect, test } from 'vitest';
import { scenarios } from '../soak/scenarios.ts';

/** The short forms; `npm run test:soak` has the long ones, with more of everything. */
// Together: they mostly wait, for times that are part of the product.
describe.concurrent('an executor in the middle of its work', () => {
  test.for(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    'keeps its promises: %s',
    async ([, scenario]) => {
      const { checks } = await scenario.run('short');
      expect(checks.filter(({ against }) => against.length > 0)).toEqual([]);
    },
  );
});
