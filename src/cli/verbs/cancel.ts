import { runToWire } from '../../api/run.ts';
import { actOnBatch, type BatchWork } from '../act-on-batch.ts';
import { confirm } from '../confirm.ts';
import { acting } from '../connect.ts';
import { eachRef } from '../each-ref.ts';
import { examples } from '../examples.ts';
import type { AddVerb, Invocation } from '../invocation.ts';
import { oneOrOther } from '../runs-or-batch.ts';

interface CancelOptions {
  readonly batch?: string;
  readonly yes?: boolean;
}

export const addVerb: AddVerb = (program, start) => {
  program
    .command('cancel')
    .argument('[run...]', 'ids of runs, or the beginnings of them')
    .description('Cancel runs')
    .option('--batch <id>', 'cancel every run of this batch that has not ended')
    .option('--yes', 'do not ask before cancelling several')
    .addHelpText(
      'after',
      examples(
        ['vfjobs cancel 0199a3c2-8f1e', 'ends the run whose id begins so'],
        ['vfjobs cancel 0199a3c2-8f1e 0199a3c2-9b07 --yes', 'ends two without asking'],
        [
          'vfjobs cancel --batch 0199a3c2-8f1e-7c4a-b0d1-5e9f3a6b7c8d',
          'says how many runs that are, asks, and ends them',
        ],
      ),
    )
    .action((refs: string[], options: CancelOptions) => cancel(start(), refs, options));
};

const cancelRest: BatchWork = {
  verb: 'Cancel',
  done: 'cancelled or about to be',
  concerned: ({ counts }) => counts.pending + counts.running + counts.waiting,
  act: (client, id) => client.batches.cancel(id),
};

async function cancel(invocation: Invocation, refs: string[], options: CancelOptions): Promise<void> {
  const { output } = invocation;
  const yes = options.yes === true;
  const batch = oneOrOther(refs, options.batch);
  if (batch !== null) {
    return acting(invocation, (client) => actOnBatch(client, batch, cancelRest, output, yes));
  }
  await acting(invocation, async (client) => {
    if (refs.length > 1 && !(await confirm(`Cancel ${refs.length} runs?`, yes))) {
      return output.note('Nothing was cancelled.');
    }
    await eachRef(refs, async (ref) => {
      const { cancelled, run } = await client.runs.cancel(ref);
      if (output.json) output.value({ cancelled, run: runToWire(run) });
      else output.line(`${run.id}  ${cancelled ? 'cancel asked for' : `is already ${run.status}`}`);
    });
  });
}
