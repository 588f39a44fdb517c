import type { Client } from '../../client/client.ts';
import type { Attempt } from '../../model/attempt.ts';
import { reading } from '../connect.ts';
import { examples } from '../examples.ts';
import type { AddVerb } from '../invocation.ts';
import { printRun } from '../print-run.ts';

export const addVerb: AddVerb = (program, start) => {
  program
    .command('show')
    .argument('<run>', 'id of the run, or the beginning of it')
    .description('Show a run with its attempts')
    .addHelpText(
      'after',
      examples(
        ['vfjobs show 0199a3c2-8f1e', 'everything known of the run whose id begins so'],
        ['vfjobs show 0199a3c2-8f1e --json | jq .output', 'what it answered'],
      ),
    )
    .action(async (ref: string) => {
      const invocation = start();
      await reading(invocation, async (client) => {
        const run = await client.runs.get(ref);
        await printRun(invocation.output, run, await attemptsOf(client, run.id));
      });
    });
};

/** Oldest first; null where the server does not tell them. */
async function attemptsOf(client: Client, runId: string): Promise<readonly Attempt[] | null> {
  const { attempts } = (await client.capabilities()).abilities;
  return attempts === true ? client.runs.attempts(runId) : null;
}
