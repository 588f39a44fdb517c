import { openConfigFile } from '../../../config/config-file.ts';
import type { Context } from '../../../config/context.ts';
import { localContextName } from '../../../config/local-context.ts';
import { examples } from '../../examples.ts';
import type { AddVerb } from '../../invocation.ts';
import { withoutToken } from '../../without-token.ts';

export const addLs: AddVerb = (contexts, start) => {
  contexts
    .command('ls')
    .description('List the contexts')
    .addHelpText('after', examples(['vfjobs contexts ls --json', 'without the tokens']))
    .action(async () => {
      const { output, env } = start();
      const data = openConfigFile(env).read();
      const current = data.currentContext ?? localContextName;
      if (output.json) return output.value({ current, data: data.contexts.map(withoutToken) });
      const local = {
        in_use: mark(localContextName, current),
        name: localContextName,
        api: "this folder's executor",
      };
      await output.table([
        { ...local, project: '', access: 'read and write' },
        ...data.contexts.map((context) => ({
          in_use: mark(context.name, current),
          name: context.name,
          api: context.apiUrl,
          project: context.project,
          access: accessOf(context),
        })),
      ]);
    });
};

function accessOf({ readOnly, production }: Context): string {
  return `${readOnly ? 'read-only' : 'read and write'}${production ? ', production' : ''}`;
}

function mark(name: string, current: string): string {
  return name === current ? '*' : '';
}
