import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectionOf } from '../../../src/cli/connection.ts';
import type { Invocation } from '../../../src/cli/invocation.ts';
import { openConsole } from '../../../src/cli/open-console.ts';
import { openConfigFile } from '../../../src/config/config-file.ts';
import type { Context } from '../../../src/config/context.ts';
import type { ConsoleOptions } from '../../../src/store/console-options.ts';
import { makeTempDir, type TempDir } from '../../helpers/temp-dir.ts';

const context: Context = {
  name: 'prod',
  apiUrl: 'http://127.0.0.1:9',
  project: 'acme',
  token: 'one',
  tokenCommand: null,
  readOnly: false,
  production: false,
};

let dir: TempDir;
beforeEach(() => {
  dir = makeTempDir('open-console');
});
afterEach(() => dir.remove());

/** What the console is opened with, for as long as `work` takes. */
async function whileOpen(work: (options: ConsoleOptions, keep: (context: Context) => void) => Promise<void>) {
  const env = { VFJOBS_CONFIG_DIR: dir.path, HOME: dir.path };
  const file = openConfigFile(env);
  file.putContext(context);
  const invocation = {
    flags: { json: false, readOnly: false, color: true, ascii: false, plain: false, context: 'prod' },
    env,
    cwd: dir.path,
    wiring: {
      launcher: '/nowhere',
      async startConsole(options: ConsoleOptions) {
        await work(options, file.putContext);
        return { leave: 'keep' };
      },
    },
  } as unknown as Invocation;
  await openConsole(invocation, await connectionOf(invocation));
}

test('connecting again takes another token of the same context', async () => {
  await whileOpen(async ({ connect }, keep) => {
    await (await connect()).client.close();
    keep({ ...context, token: 'two' });
    const { client } = await connect();
    expect(client).toMatchObject({ apiUrl: context.apiUrl, project: 'acme' });
    await client.close();
  });
});

test.each([
  ['another server', { apiUrl: 'http://127.0.0.1:10' }],
  ['another project', { project: 'other' }],
  ['less', { readOnly: true }],
])('connecting again never leads an open console to %s', async (_, change) => {
  await whileOpen(async ({ connect }, keep) => {
    await (await connect()).client.close();
    keep({ ...context, ...change });
    await expect(connect()).rejects.toThrow('The context was changed since it was opened');
  });
});
