import { isJsonObject } from '../../../lib/json.ts';
import { UserError } from '../../../model/errors.ts';
import { sanitize } from '../../../terminal/sanitize.ts';
import { examples } from '../../examples.ts';
import type { AddVerb } from '../../invocation.ts';
import { readAll, splitName } from './read-all.ts';

export const addGet: AddVerb = (settings, start) => {
  settings
    .command('get')
    .argument('<name>', 'a setting, or an entry of one as keys.retry')
    .description('Print one setting')
    .addHelpText(
      'after',
      examples(['vfjobs settings get theme', 'its value, the default when it was never set']),
    )
    .action((name: string) => {
      const { output, env } = start();
      const { setting, entry } = splitName(name);
      const whole: unknown = readAll(env).settings[setting];
      const value = entry === null ? whole : isJsonObject(whole) ? whole[entry] : undefined;
      if (value === undefined) throw new UserError('not-found', `${sanitize(name)} is not set`);
      if (output.json || typeof value !== 'string') output.value(value);
      else output.line(sanitize(value));
    });
};
