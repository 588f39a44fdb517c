import { openConfigFile } from '../../../config/config-file.ts';
import { localContextName } from '../../../config/local-context.ts';
import { sanitize } from '../../../terminal/sanitize.ts';
import { examples } from '../../examples.ts';
import type { AddVerb } from '../../invocation.ts';

export const addUse: AddVerb = (contexts, start) => {
  contexts
    .command('use')
    .argument(
      '<name>',
      `a context, or "${localContextName}" for the executor of the current folder's project`,
    )
    .description('Talk to this context from now on')
    .addHelpText(
      'after',
      examples(['vfjobs contexts use local', 'back to the executor of the current folder']),
    )
    .action((name: string) => {
      const { output, env } = start();
      openConfigFile(env).useContext(name);
      if (output.json) output.value({ current: name });
      else output.line(`Using "${sanitize(name)}".`);
    });
};
