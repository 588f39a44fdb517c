import { sanitize } from '../../../terminal/sanitize.ts';
import { examples } from '../../examples.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { AddVerb } from '../../invocation.ts';
import { readAll } from './read-all.ts';

export const addCheck: AddVerb = (settings, start) => {
  settings
    .command('check')
    .description('Say which settings are not used, and which keys clash')
    .addHelpText(
      'after',
      examples(['vfjobs settings check', 'exit code 1 when there is something to look at']),
    )
    .action(() => {
      const { output, env, endWith } = start();
      const { problems } = readAll(env);
      if (output.json) output.value({ problems });
      else if (problems.length === 0) output.line('No clash, nothing unknown, nothing refused.');
      else for (const { name, message } of problems) output.line(sanitize(`${name}: ${message}`));
      if (problems.length > 0) endWith(exitCodes.failed);
    });
};
