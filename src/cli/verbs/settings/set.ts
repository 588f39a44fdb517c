import { openConfigFile } from '../../../config/config-file.ts';
import { settingFault } from '../../../config/console-settings.ts';
import { isJsonObject } from '../../../lib/json.ts';
import { UserError } from '../../../model/errors.ts';
import { sanitize } from '../../../terminal/sanitize.ts';
import { examples } from '../../examples.ts';
import type { AddVerb, Invocation } from '../../invocation.ts';
import { splitName, withProblems } from './read-all.ts';

export const addSet: AddVerb = (settings, start) => {
  settings
    .command('set')
    .argument('<name>', 'a setting, or an entry of one as keys.retry')
    .argument('<value>', 'a word, or JSON')
    .description('Change one setting; an open console follows at once')
    .addHelpText(
      'after',
      examples(
        ['vfjobs settings set mouse true', 'the wheel scrolls'],
        ['vfjobs settings set keys.runs.time \'["ctrl+t", "t"]\'', 'the keys of one command in one scope'],
      ),
    )
    .action((name: string, text: string) => setSetting(start(), name, text));
};

function setSetting({ output, env }: Invocation, name: string, text: string): void {
  const { setting, entry } = splitName(name);
  const file = openConfigFile(env);
  const raw = file.readConsole();
  const before = isJsonObject(raw) ? raw : {};
  const word = parsedWord(text);
  // The entry alone is checked: what else is wrong with the setting was so before.
  const fault = settingFault(setting, entry === null ? word : { [entry]: word });
  if (fault !== null) {
    throw new UserError('invalid', `${sanitize(name)} cannot be ${sanitize(text)}: ${fault}`);
  }
  const old = before[setting];
  const value = entry === null ? word : { ...(isJsonObject(old) ? old : {}), [entry]: word };
  const known = new Set(withProblems(raw).problems.map(({ message }) => message));
  file.putConsole({ [setting]: value });
  if (output.json) output.value({ [name]: word });
  else output.line(`${sanitize(name)} is ${sanitize(text)} now.`);
  const { problems } = withProblems({ ...before, [setting]: value });
  for (const problem of problems) {
    if (!known.has(problem.message)) output.note(sanitize(`${problem.name}: ${problem.message}`));
  }
}

/** A word that is no JSON is itself. */
function parsedWord(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
