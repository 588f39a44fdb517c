import { runToWire } from '../../api/run.ts';
import { acting } from '../connect.ts';
import { eachRef } from '../each-ref.ts';
import { examples } from '../examples.ts';
import type { AddVerb } from '../invocation.ts';

export const addVerb: AddVerb = (program, start) => {
  program
    .command('retry')
    .argument('<run...>', 'ids of runs that have ended, or the beginnings of them')
    .description('Start new runs with the target, config and input of others')
    .addHelpText(
      'after',
      examples(
        ['vfjobs retry 0199a3c2-8f1e', 'starts it once more and prints the id of the new run'],
        [
          'vfjobs retry $(vfjobs runs --status failed --json | jq -r ".data[].run_id")',
          'starts everything that failed once more',
        ],
      ),
    )
    .action(async (refs: string[]) => {
      const invocation = start();
      const { output } = invocation;
      await acting(invocation, (client) =>
        eachRef(refs, async (ref) => {
          const run = await client.runs.retry(ref);
          if (output.json) output.value(runToWire(run));
          else output.line(run.id);
        }),
      );
    });
};
