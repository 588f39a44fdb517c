import { text } from 'node:stream/consumers';
import { cleanApiUrl } from '../../../config/api-url.ts';
import { openConfigFile } from '../../../config/config-file.ts';
import type { Context } from '../../../config/context.ts';
import { localContextName } from '../../../config/local-context.ts';
import { splitCommand } from '../../../config/split-command.ts';
import { UserError } from '../../../model/errors.ts';
import { examples } from '../../examples.ts';
import type { AddVerb } from '../../invocation.ts';
import { withoutToken } from '../../without-token.ts';

interface AddOptions {
  readonly token?: string;
  readonly tokenCommand?: string;
  readonly production?: boolean;
}

export const addAdd: AddVerb = (contexts, start) => {
  contexts
    .command('add')
    .argument('<name>', 'its name; a context of that name is replaced')
    .description('Keep a connection: needs --api-url and --project')
    .option('--token <token>', 'its token, or - to read it from stdin; without it the environment is asked')
    .option(
      '--token-command <command>',
      'a program whose output is the token, asked for with each connection; no shell, quotes group words',
    )
    .option('--production', 'acting in it asks for more than one key')
    .addHelpText(
      'after',
      examples(
        [
          'vfjobs contexts add prod --api-url https://api.veryfront.com --project my-app --read-only',
          'the cloud, with the token of "veryfront login" or VERYFRONT_API_TOKEN, only to look at',
        ],
        [
          'vfjobs contexts add office --api-url http://127.0.0.1:4870 --project my-app --token - < token',
          'the executor of another machine, through "ssh -L 4870:127.0.0.1:4870 office"',
        ],
      ),
    )
    .action(async (name: string, options: AddOptions) => {
      const { output, env, flags } = start();
      const context: Context = {
        name: checkedName(name),
        apiUrl: cleanApiUrl(required(flags.apiUrl, '--api-url URL')),
        project: required(flags.project, '--project REF'),
        token: await givenToken(options.token),
        readOnly: flags.readOnly,
        production: options.production === true,
        tokenCommand: options.tokenCommand === undefined ? null : splitCommand(options.tokenCommand),
      };
      const config = openConfigFile(env);
      config.putContext(context);
      if (output.json) output.value(withoutToken(context));
      else output.line(`Kept "${name}" in ${config.path}. Use it with "vfjobs contexts use ${name}".`);
    });
};

function required(value: string | undefined, flag: string): string {
  if (value !== undefined && value !== '') return value;
  throw new UserError('invalid', `A context needs ${flag}`, { fix: 'See "vfjobs contexts add --help".' });
}

function checkedName(name: string): string {
  if (name !== localContextName && /^[\w][\w.@-]{0,63}$/.test(name)) return name;
  throw new UserError('invalid', `"${name}" cannot be the name of a context`, {
    fix: `Use up to 64 letters, digits, dots, dashes and underscores; "${localContextName}" is taken.`,
  });
}

async function givenToken(given: string | undefined): Promise<string | null> {
  if (given === undefined) return null;
  const token = (given === '-' ? await text(process.stdin) : given).trim();
  if (token !== '' && !/\s/.test(token)) return token;
  throw new UserError('invalid', 'The token is empty or has blanks in it', {
    fix: 'Give the token alone, or leave out --token to use the environment.',
  });
}
