import type { Client } from '../../src/client/client.ts';
import type { Run } from '../../src/model/run.ts';
import { runEnded } from './run-ended.ts';
import type { Stack } from './start-stack.ts';
import { taskSource } from './temp-project.ts';

export const failingBatch = 'b0000000-0000-4000-8000-0000000000f1';

/** A task that does what its config says: fail with a text of its own number, or end well. */
export const invoiceTask = taskSource(
  [
    'const { page, fails } = ctx.config;',
    "console.log('reading page ' + page);",
    "if (fails === 'limit') throw new Error('HTTP 429 from https://api.example.com/v1/invoices?page=' + page);",
    "if (fails === 'input') throw new Error('invoice in_' + page + 'xK is missing field \"customer\"');",
    'return { page };',
  ].join('\n    '),
  { isolation: 'shared' },
);

/** A batch of 16 invoices that has ended: 12 met a limit, 2 were bad input, 2 went well. */
export async function endFailingBatch({ client, executor }: Stack): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for (let page = 1; page <= 16; page++) {
    const fails = page <= 2 ? 'no' : page <= 4 ? 'input' : 'limit';
    runs.push(
      await client.runs.create({
        target: 'task:invoice',
        config: { page, fails },
        batchId: failingBatch,
        backoffLimit: 0,
      }),
    );
  }
  for (const { id } of runs) await runEnded(executor, id);
  return runs;
}

/** The runs of the batch that repeat another one, as the server has them. */
export async function repeatsOf(client: Client): Promise<readonly Run[]> {
  const { items } = await client.runs.list({ batchId: failingBatch }, { limit: 100 });
  return items.filter(({ retryOf }) => retryOf !== null);
}
