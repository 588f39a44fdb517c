import { reading } from '../connect.ts';
import { examples } from '../examples.ts';
import { followRun } from '../follow-run.ts';
import type { AddVerb } from '../invocation.ts';
import { createEventPrinter } from '../print-events.ts';

export const addVerb: AddVerb = (program, start) => {
  program
    .command('events')
    .argument('<run>', 'id of the run, or the beginning of it')
    .description('Print the events of a run, oldest first')
    .option('-f, --follow', 'go on until the run has ended')
    .addHelpText(
      'after',
      examples(
        ['vfjobs events 0199a3c2-8f1e', 'what happened to the run so far'],
        ['vfjobs events 0199a3c2-8f1e --follow --json', 'each event as a line of JSON, as it comes'],
      ),
    )
    .action(async (ref: string, options: { follow?: boolean }) => {
      const invocation = start();
      await reading(invocation, async (client) => {
        const { id } = await client.runs.get(ref);
        const printer = createEventPrinter(client, id, invocation.output);
        if (options.follow === true) await followRun(client, id, () => printer.catchUp());
        else await printer.catchUp();
      });
    });
};
