import type { Finding } from '../../model/why/finding.ts';
import { whyOf } from '../../model/why/why.ts';
import { sanitize } from '../../terminal/sanitize.ts';
import { reading } from '../connect.ts';
import { examples } from '../examples.ts';
import { gatherWhy } from '../gather-why.ts';
import type { AddVerb } from '../invocation.ts';
import type { Output } from '../output.ts';

export const addVerb: AddVerb = (program, start) => {
  program
    .command('why')
    .argument('<run>', 'id of the run, or the beginning of it')
    .description('Say why a run is where it is: what holds it up, or what went wrong')
    .addHelpText(
      'after',
      examples(
        ['vfjobs why 0199a3c2-8f1e', 'each answer with what it rests on; guesses are called so'],
        ['vfjobs why 0199a3c2-8f1e --json | jq -r .findings[0].rule', 'the weightiest one, as a word'],
      ),
    )
    .action(async (ref: string) => {
      const invocation = start();
      const { output } = invocation;
      await reading(invocation, async (client) => {
        const input = await gatherWhy(client, ref, Date.now());
        const findings = whyOf(input);
        const { id, target, status } = input.run;
        if (output.json) return output.value({ run: id, target, status, findings });
        output.line(`${id}  ${sanitize(target)}  ${status}`);
        if (findings.length === 0)
          output.line('Nothing stands out: no rule finds anything that holds it up.');
        for (const finding of findings) printFinding(output, finding);
      });
    });
};

function printFinding(output: Output, { text, evidence, guess, next }: Finding): void {
  output.line(`${guess ? '? ' : '- '}${sanitize(text)}${guess ? ' (a guess)' : ''}`);
  output.line(`    from: ${sanitize(evidence)}`);
  if (next?.key.startsWith('vfjobs ') === true)
    output.line(`    next: ${sanitize(next.key)}  ${sanitize(next.label)}`);
}
