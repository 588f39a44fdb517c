import { openConfigFile } from '../../../config/config-file.ts';
import { localContextName } from '../../../config/local-context.ts';
import { UserError } from '../../../model/errors.ts';
import { sanitize } from '../../../terminal/sanitize.ts';
import { examples } from '../../examples.ts';
import type { AddVerb } from '../../invocation.ts';
import { withoutToken } from '../../without-token.ts';

export const addShow: AddVerb = (contexts, start) => {
  contexts
    .command('show')
    .argument('[name]', 'the context in use unless named')
    .description('Show a context; its token is not printed')
    .addHelpText('after', examples(['vfjobs contexts show prod', 'its API, project and access']))
    .action((name?: string) => {
      const { output, env } = start();
      const config = openConfigFile(env);
      const { contexts: kept, currentContext } = config.read();
      const wanted = name ?? currentContext ?? localContextName;
      if (wanted === localContextName) {
        if (output.json) return output.value({ name: localContextName });
        return output.line("local: the executor of the current folder's project, started when it is needed");
      }
      const context = kept.find((candidate) => candidate.name === wanted);
      if (context === undefined) {
        throw new UserError('not-found', `There is no context "${wanted}"`, {
          fix: 'See them with "vfjobs contexts ls".',
        });
      }
      if (output.json) return output.value(withoutToken(context));
      for (const [key, value] of Object.entries(withoutToken(context))) {
        output.line(`${key.padEnd(12)}${sanitize(String(value))}`);
      }
    });
};
