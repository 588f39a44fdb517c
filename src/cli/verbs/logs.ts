import { reading } from '../connect.ts';
import { examples } from '../examples.ts';
import { followRun } from '../follow-run.ts';
import type { AddVerb } from '../invocation.ts';
import { wholeNumber } from '../number-option.ts';
import { createLogPrinter } from '../print-log.ts';

const maxTail = 100_000;

export const addVerb: AddVerb = (program, start) => {
  program
    .command('logs')
    .argument('<run>', 'id of the run, or the beginning of it')
    .description('Print what a run has printed')
    .option('-f, --follow', 'go on until the run has ended')
    .option('-n, --tail <number>', 'begin with the last lines, that many', wholeNumber(0, maxTail))
    .addHelpText(
      'after',
      examples(
        ['vfjobs logs 0199a3c2-8f1e', 'its log so far, all attempts'],
        ['vfjobs logs 0199a3c2-8f1e --follow', 'and whatever it prints until it ends'],
        ['vfjobs logs 0199a3c2-8f1e --tail 20', 'its last 20 lines'],
        ['vfjobs logs 0199a3c2-8f1e --json', 'each line as {"at", "stream", "text"}'],
      ),
    )
    .action(async (ref: string, options: { follow?: boolean; tail?: number }) => {
      const invocation = start();
      await reading(invocation, async (client) => {
        const { id } = await client.runs.get(ref);
        const printer = createLogPrinter(client, id, invocation.output, options.tail);
        if (options.follow === true) await followRun(client, id, () => printer.catchUp());
        else await printer.catchUp();
      });
    });
};
