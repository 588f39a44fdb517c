import { userConfigFile } from '../../../config/user-folders.ts';
import { examples } from '../../examples.ts';
import type { AddVerb } from '../../invocation.ts';

export const addPath: AddVerb = (settings, start) => {
  settings
    .command('path')
    .description('Print where the settings are kept')
    .addHelpText('after', examples(['less "$(vfjobs settings path)"', 'reads the file']))
    .action(() => {
      const { output, env } = start();
      const path = userConfigFile(env);
      if (output.json) output.value({ path });
      else output.line(path);
    });
};
