import { reading } from '../connect.ts';
import { examples } from '../examples.ts';
import type { AddVerb } from '../invocation.ts';
import { printRun } from '../print-run.ts';

export const addVerb: AddVerb = (program, start) => {
  program
    .command('show')
    .argument('<run>', 'id of the run, or the beginning of it')
    .description('Show a run')
    .addHelpText(
      'after',
      examples(
        ['vfjobs show 0199a3c2-8f1e', 'everything known of the run whose id begins so'],
        ['vfjobs show 0199a3c2-8f1e --json | jq .output', 'what it answered'],
      ),
    )
    .action(async (ref: string) => {
      const invocation = start();
      await reading(invocation, async (client) => printRun(invocation.output, await client.runs.get(ref)));
    });
};
