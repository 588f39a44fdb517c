import { runToWire } from '../../api/run.ts';
import { confirm } from '../confirm.ts';
import { acting } from '../connect.ts';
import { eachRef } from '../each-ref.ts';
import { examples } from '../examples.ts';
import type { AddVerb, Invocation } from '../invocation.ts';

export const addVerb: AddVerb = (program, start) => {
  program
    .command('cancel')
    .argument('<run...>', 'ids of runs, or the beginnings of them')
    .description('Cancel runs')
    .option('--yes', 'do not ask before cancelling several')
    .addHelpText(
      'after',
      examples(
        ['vfjobs cancel 0199a3c2-8f1e', 'ends the run whose id begins so'],
        ['vfjobs cancel 0199a3c2-8f1e 0199a3c2-9b07 --yes', 'ends two without asking'],
      ),
    )
    .action((refs: string[], options: { yes?: boolean }) => cancel(start(), refs, options.yes === true));
};

async function cancel(invocation: Invocation, refs: string[], yes: boolean): Promise<void> {
  const { output } = invocation;
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
