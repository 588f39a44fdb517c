import { text } from 'node:stream/consumers';
import { openConfigFile } from '../../../config/config-file.ts';
import { checkedContext } from '../../../config/context-draft.ts';
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
          'vfjobs contexts add live --api-url https://api.veryfront.com --project my-app --production --token-command "pass show veryfront"',
          'the token is asked for with each connection; acting starts locked',
        ],
        [
          'vfjobs contexts add office --api-url http://127.0.0.1:4870 --project my-app --token - < token',
          'the executor of another machine, through "ssh -L 4870:127.0.0.1:4870 office"',
        ],
      ),
    )
    .action(async (name: string, options: AddOptions) => {
      const { output, env, flags } = start();
      const context = checkedContext({
        name,
        apiUrl: required(flags.apiUrl, '--api-url URL'),
        project: required(flags.project, '--project REF'),
        token: await givenToken(options.token),
        tokenCommand: options.tokenCommand ?? null,
        readOnly: flags.readOnly,
        production: options.production === true,
      });
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

async function givenToken(given: string | undefined): Promise<string | null> {
  if (given === undefined) return null;
  return given === '-' ? text(process.stdin) : given;
}
