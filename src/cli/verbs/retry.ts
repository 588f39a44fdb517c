import { runToWire } from '../../api/run.ts';
import { UserError } from '../../model/errors.ts';
import { actOnBatch, type BatchWork } from '../act-on-batch.ts';
import { confirm } from '../confirm.ts';
import { acting } from '../connect.ts';
import { eachRef } from '../each-ref.ts';
import { examples } from '../examples.ts';
import type { AddVerb, Invocation } from '../invocation.ts';
import { pace, retryAtPace } from '../paced-retry.ts';
import { oneOrOther } from '../runs-or-batch.ts';

interface RetryOptions {
  readonly batch?: string;
  /** Runs per minute. */
  readonly paced?: number;
  readonly yes?: boolean;
}

export const addVerb: AddVerb = (program, start) => {
  program
    .command('retry')
    .argument('[run...]', 'ids of runs that have ended, or the beginnings of them')
    .description('Start new runs with the target, config and input of others')
    .option('--batch <id>', 'start every failed run of this batch again, in the batch')
    .option('--paced <rate>', 'start those of the batch one by one, so many a minute: 20/min', pace)
    .option('--yes', 'do not ask before retrying several')
    .addHelpText(
      'after',
      examples(
        ['vfjobs retry 0199a3c2-8f1e', 'starts it once more and prints the id of the new run'],
        [
          'vfjobs retry --yes $(vfjobs runs --status failed --json | jq -r ".data[].run_id")',
          'starts everything that failed once more, without asking',
        ],
        [
          'vfjobs retry --batch 0199a3c2-8f1e-7c4a-b0d1-5e9f3a6b7c8d',
          'says how many of the batch failed, asks, and starts these again; none twice',
        ],
        [
          'vfjobs retry --batch 0199a3c2-8f1e-7c4a-b0d1-5e9f3a6b7c8d --paced 20/min',
          'starts one every three seconds; Ctrl-C leaves the rest, and the same again goes on there',
        ],
      ),
    )
    .action((refs: string[], options: RetryOptions) => retry(start(), refs, options));
};

const retryFailed: BatchWork = {
  verb: 'Retry',
  done: 'created',
  concerned: ({ counts, retriedCount }) => counts.failed - (retriedCount ?? 0),
  act: (client, id) => client.batches.retry(id),
};

function atPace(perMinute: number): BatchWork['act'] {
  return (client, id) => retryAtPace(client, id, perMinute);
}

async function retry(invocation: Invocation, refs: string[], options: RetryOptions): Promise<void> {
  const { output } = invocation;
  const yes = options.yes === true;
  const batch = oneOrOther(refs, options.batch);
  const { paced } = options;
  if (batch === null && paced !== undefined) {
    throw new UserError('invalid', '--paced is for a whole batch', { fix: 'Name it with --batch ID.' });
  }
  const work = paced === undefined ? retryFailed : { ...retryFailed, act: atPace(paced) };
  await acting(invocation, async (client) => {
    if (batch !== null) return actOnBatch(client, batch, work, output, yes);
    if (refs.length > 1 && !(await confirm(`Start ${refs.length} runs again?`, yes))) {
      return output.note('Nothing was started.');
    }
    await eachRef(refs, async (ref) => {
      const run = await client.runs.retry(ref);
      if (output.json) output.value(runToWire(run));
      else output.line(run.id);
    });
  });
}
