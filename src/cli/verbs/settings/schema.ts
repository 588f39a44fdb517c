import { settingsJsonSchema } from '../../../config/console-settings.ts';
import { examples } from '../../examples.ts';
import type { AddVerb } from '../../invocation.ts';

export const addSchema: AddVerb = (settings, start) => {
  settings
    .command('schema')
    .description('Print the JSON schema of the settings file')
    .addHelpText(
      'after',
      examples(['vfjobs settings schema > schema.json', 'for an editor that completes by it']),
    )
    .action(() => {
      const { output } = start();
      if (output.json) output.value(settingsJsonSchema());
      else output.line(JSON.stringify(settingsJsonSchema(), null, 2));
    });
};
