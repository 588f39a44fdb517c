import { sanitize } from '../../../terminal/sanitize.ts';
import { examples } from '../../examples.ts';
import type { AddVerb } from '../../invocation.ts';
import { readAll } from './read-all.ts';

export const addShow: AddVerb = (settings, start) => {
  settings
    .command('show')
    .description('Show every setting with its value')
    .addHelpText('after', examples(['vfjobs settings show --json', 'all settings as one object']))
    .action(() => {
      const { output, env } = start();
      const { settings: values, problems } = readAll(env);
      if (output.json) return output.value(values);
      for (const [name, value] of Object.entries(values)) {
        output.line(
          `${name.padEnd(16)}${sanitize(typeof value === 'string' ? value : JSON.stringify(value))}`,
        );
      }
      if (problems.length > 0) {
        output.note(`${problems.length} to look at: see "vfjobs settings check".`);
      }
    });
};
