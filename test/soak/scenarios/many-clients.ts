import { drip } from '../faults/dripping-client.ts';
import { openIdleClients } from '../faults/idle-clients.ts';
import type { Scenario } from '../scenario.ts';
import type { Storm } from '../storm/open-storm.ts';
import { planOf } from '../storm/plan.ts';
import type { Check } from '../storm/verify.ts';
import { weather } from './weather.ts';

const sizes = {
  short: { runs: 40, clients: 200, answerMs: 5000 },
  long: { runs: 300, clients: 4000, answerMs: 1000 },
} as const;

/** The limits of `src/server/start-server.ts` (10 s for headers, 30 s for a request), and when it looks at them. */
const cutWithinMs = { headers: 25_000, body: 45_000 } as const;

export const clientsScenario: Scenario = {
  name: 'many and slow clients',
  about: 'thousands of channels that ask for nothing, and clients that send one byte a second',
  run(size) {
    const { runs, clients, answerMs } = sizes[size];
    return weather({ plan: planOf(runs, 200), serve: true }, async (storm) => {
      const headers = drip(storm, 'headers');
      const body = size === 'long' ? drip(storm, 'body') : null;
      using idle = await openIdleClients(storm, clients);
      const slowest = await slowestAnswer(storm);
      const cutMs = { headers: await headers, body: await body };
      await storm.done;
      return {
        figures: {
          channels: idle.open,
          'slowest of 50 answers, ms': Math.round(slowest),
          'slow headers cut after, s': Math.round(cutMs.headers / 1000),
          ...(cutMs.body === null ? {} : { 'slow body cut after, s': Math.round(cutMs.body / 1000) }),
        },
        checks: [
          {
            claim: 'no idle channel was closed',
            against: idle.open === clients ? [] : [`${idle.open} are open`],
          },
          isCut('headers', cutMs.headers),
          ...(cutMs.body === null ? [] : [isCut('body', cutMs.body)]),
          {
            claim: `others are answered within ${answerMs / 1000} s meanwhile`,
            against: slowest <= answerMs ? [] : [`${Math.round(slowest)} ms`],
          },
        ],
      };
    });
  },
};

function isCut(part: 'headers' | 'body', ms: number): Check {
  const limit = cutWithinMs[part];
  return {
    claim: `a client that drips its ${part} is cut within ${limit / 1000} s`,
    // At once would be an answer to something else than its slowness.
    against: ms > 3000 && ms <= limit ? [] : [`${Math.round(ms / 1000)} s`],
  };
}

/** Milliseconds of the slowest of some ordinary requests, one after the other. */
async function slowestAnswer(storm: Storm): Promise<number> {
  const { port, token, projectId } = await storm.executor.open;
  let slowest = 0;
  for (let request = 0; request < 50; request++) {
    const began = performance.now();
    const answer = await fetch(`http://127.0.0.1:${port}/projects/${projectId}/runs?limit=20`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!answer.ok) throw new Error(`the list of runs was answered with ${answer.status}`);
    await answer.arrayBuffer();
    slowest = Math.max(slowest, performance.now() - began);
  }
  return slowest;
}
