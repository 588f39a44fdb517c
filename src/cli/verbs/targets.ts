import { targetToWire } from '../../api/target.ts';
import type { Target } from '../../model/target.ts';
import { sanitize } from '../../terminal/sanitize.ts';
import { reading } from '../connect.ts';
import { examples } from '../examples.ts';
import type { AddVerb } from '../invocation.ts';
import type { Output } from '../output.ts';

export const addVerb: AddVerb = (program, start) => {
  program
    .command('targets')
    .argument('[name]', 'show this one, with the schema of its config')
    .description('List what can be run')
    .addHelpText(
      'after',
      examples(
        ['vfjobs targets', 'all targets; broken ones with file, line and message'],
        ['vfjobs targets task:hello', 'one of them, with the schema of its config'],
      ),
    )
    .action(async (name?: string) => {
      const invocation = start();
      const { output } = invocation;
      await reading(invocation, async (client) => {
        if (name !== undefined) {
          const target = await client.targets.get(name);
          return output.json ? output.value(targetToWire(target)) : printTarget(output, target);
        }
        const targets = await client.targets.list();
        if (output.json) return output.value({ data: targets.map(targetToWire) });
        if (targets.length === 0) return output.note('No targets. Put a task into the tasks/ folder.');
        await output.table(targets.map(targetRow));
      });
    });
};

function targetRow(target: Target) {
  return { target: target.target, description: faultOf(target) ?? target.description };
}

function printTarget(output: Output, target: Target): void {
  output.line(sanitize(target.target));
  if (target.name !== '') output.line(sanitize(target.name));
  if (target.description !== '') output.line(sanitize(target.description));
  if (target.sourcePath !== null) output.line(`source: ${sanitize(target.sourcePath)}`);
  const fault = faultOf(target);
  if (fault !== null) output.line(sanitize(fault));
  output.line(target.kind === 'workflow' ? 'input schema:' : 'config schema:');
  for (const line of JSON.stringify(target.inputSchema, null, 2).split('\n'))
    output.line(`  ${sanitize(line)}`);
}

function faultOf({ fault }: Target): string | null {
  if (fault === null) return null;
  const place = fault.line === null ? fault.file : `${fault.file}:${fault.line}`;
  return `broken: ${place}: ${fault.message}`;
}
