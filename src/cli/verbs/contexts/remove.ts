import { openConfigFile } from '../../../config/config-file.ts';
import { sanitize } from '../../../terminal/sanitize.ts';
import { confirm } from '../../confirm.ts';
import { examples } from '../../examples.ts';
import type { AddVerb } from '../../invocation.ts';

export const addRemove: AddVerb = (contexts, start) => {
  contexts
    .command('remove')
    .argument('<name>', 'the context to forget, its token included')
    .description('Forget a context')
    .option('--yes', 'do not ask')
    .addHelpText('after', examples(['vfjobs contexts remove office --yes', 'forgets it without asking']))
    .action(async (name: string, options: { yes?: boolean }) => {
      const { output, env } = start();
      const config = openConfigFile(env);
      const isThere = config.read().contexts.some((context) => context.name === name);
      // What is not there is told at once, and not asked about.
      if (isThere && !(await confirm(`Forget the context "${sanitize(name)}"?`, options.yes === true))) {
        return output.note('Nothing was removed.');
      }
      config.removeContext(name);
      if (output.json) output.value({ removed: name });
      else output.line(`Forgot "${sanitize(name)}".`);
    });
};
