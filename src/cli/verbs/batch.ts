import { batchToWire } from '../../api/batch.ts';
import { runToWire } from '../../api/run.ts';
import { reading } from '../connect.ts';
import { examples } from '../examples.ts';
import type { AddVerb } from '../invocation.ts';
import { batchRow } from '../print-batch.ts';
import { runRow } from '../print-run.ts';

export const addVerb: AddVerb = (program, start) => {
  program
    .command('batch')
    .argument('<id>', 'id of the batch')
    .description('Show a batch and its newest runs')
    .addHelpText(
      'after',
      examples(['vfjobs batch 0199a3c2-8f1e-7c4a-b0d1-5e9f3a6b7c8d', 'its counts and runs']),
    )
    .action(async (id: string) => {
      const invocation = start();
      const { output } = invocation;
      await reading(invocation, async (client) => {
        const batch = await client.batches.get(id);
        const runs = await client.runs.list({ batchId: batch.id }, { limit: 100 });
        if (output.json) {
          return output.value({ ...batchToWire(batch), runs: runs.items.map((run) => runToWire(run)) });
        }
        await output.table([batchRow(batch, Date.now())]);
        await output.table(runs.items.map((run) => runRow(run, Date.now())));
        if (runs.nextCursor !== null) output.note(`There are more: "vfjobs runs --batch ${batch.id}".`);
      });
    });
};
