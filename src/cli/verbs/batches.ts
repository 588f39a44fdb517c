import { batchToWire } from '../../api/batch.ts';
import { listToWire } from '../../api/page.ts';
import { reading } from '../connect.ts';
import { examples } from '../examples.ts';
import type { AddVerb } from '../invocation.ts';
import { wholeNumber } from '../number-option.ts';
import { batchRow } from '../print-batch.ts';

interface BatchesOptions {
  readonly limit: number;
  readonly cursor?: string;
}

export const addVerb: AddVerb = (program, start) => {
  program
    .command('batches')
    .description('List batches, newest first')
    .option('--limit <number>', 'how many, 1…100', wholeNumber(1, 100), 20)
    .option('--cursor <cursor>', 'go on where the last listing ended')
    .addHelpText('after', examples(['vfjobs batches', 'the 20 newest batches and how their runs do']))
    .action(async ({ limit, cursor }: BatchesOptions) => {
      const invocation = start();
      const { output } = invocation;
      await reading(invocation, async (client) => {
        const page = await client.batches.list({ limit, cursor });
        if (output.json) return output.value(listToWire(page, batchToWire));
        if (page.items.length === 0) return output.note('No batches. "vfjobs run --batch ID" makes one.');
        await output.table(page.items.map((batch) => batchRow(batch, Date.now())));
        if (page.nextCursor !== null) output.note(`There are more: add --cursor ${page.nextCursor}`);
      });
    });
};
