import type { TestStep } from '../../../store/contexts-port.ts';
import { sanitize } from '../../../terminal/sanitize.ts';
import { connectionOf } from '../../connection.ts';
import { examples } from '../../examples.ts';
import { exitCodeOfError } from '../../exit-codes.ts';
import type { AddVerb } from '../../invocation.ts';
import { testConnection } from '../../test-connection.ts';

const marks = { ok: '+', failed: 'x', note: '!' } as const;

export const addTest: AddVerb = (contexts, start) => {
  contexts
    .command('test')
    .argument('[name]', 'the context in use unless named')
    .description('Try whether a context works: server, token, project, abilities, round trip, clock')
    .addHelpText(
      'after',
      examples([
        'vfjobs contexts test prod',
        'changes nothing; ends with 4 for a refused token, 5 where nothing answers',
      ]),
    )
    .action(async (name?: string) => {
      const invocation = start();
      const { output, flags, env, cwd, wiring } = invocation;
      const connection = await connectionOf({
        env,
        cwd,
        flags: { ...flags, context: name ?? flags.context },
      });
      const steps: TestStep[] = [];
      const failure = await testConnection(connection, wiring.launcher, (step) => {
        steps.push(step);
        if (!output.json) output.line(`${marks[step.state]} ${step.name.padEnd(12)}${sanitize(step.text)}`);
      });
      if (output.json) output.value({ works: failure === null, steps });
      if (failure !== null) invocation.endWith(exitCodeOfError(failure));
    });
};
