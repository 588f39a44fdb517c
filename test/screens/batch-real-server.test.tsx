import './console-environment.ts';
import { expect, test } from 'vitest';
import { openInProcess } from '../helpers/console-in-process.tsx';
import { runEnded } from '../helpers/run-ended.ts';
import { startStack } from '../helpers/start-stack.ts';
import { taskSource } from '../helpers/temp-project.ts';

const batchId = 'b0000000-0000-4000-8000-000000000041';

test('finds the failing batch, and retries what failed of it, none twice and in the batch', async () => {
  await using stack = await startStack({
    tasks: {
      maybe: taskSource(
        "if (ctx.config.n === 0) throw new Error('HTTP 503 from https://api.example.com/x/' + ctx.config.n); if (ctx.config.n === 1) throw Object.assign(new Error('row 17 is missing field \"id\"'), { retry: false }); return 1;",
      ),
    },
  });
  const { client } = stack;
  for (const n of [0, 1, 2]) {
    const { id } = await client.runs.create({
      target: 'task:maybe',
      config: { n },
      batchId,
      backoffLimit: 0,
    });
    await runEnded(stack.executor, id);
  }
  using console = openInProcess({ client });
  await console.press('2');
  await console.see('> 00000041');
  await console.press('enter');
  await console.see('x failed 2 (67%)');
  expect(await console.see('E2')).toMatch(/\+ E\d +HTTP 503 .* yes, a server was away/);

  await console.press('R');
  const question = await console.see('Retry 1 failed run of this batch?');
  expect(question).toContain('The server counts 2 failed; 1 of them start anew');
  await console.press('y');
  await console.see('x failed 3 (75%)');
  const { items } = await client.runs.list({ batchId }, {});
  expect(items.filter(({ retryOf }) => retryOf !== null)).toHaveLength(1);

  // What was repeated is left out; the new run failed too and is the one to repeat.
  await console.press('R');
  await console.see(/left out: [^\n]*1 [^\n]*were retried already/);
  await console.press('n');
  expect((await client.batches.get(batchId)).runCount).toBe(4);
  expect(stack.bugs).toEqual([]);
});
