import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CliProject, lastJson, openCliProject } from '../helpers/cli-project.ts';
import { type ServedProject, serveProject } from '../helpers/serve-program.ts';
import { taskSource } from '../helpers/temp-project.ts';

let project: CliProject;
let served: ServedProject;
/** As on another machine: not in the project. */
const away = (args: readonly string[], env: Record<string, string> = {}) =>
  project.vfjobs(args, { cwd: project.elsewhere, env, input: served.token });
const addOffice = (...flags: string[]) =>
  away([
    'contexts',
    'add',
    'office',
    '--api-url',
    `${served.api_url}/`,
    '--project',
    served.project_slug,
    ...flags,
  ]);

beforeEach(async () => {
  project = openCliProject({ hello: taskSource('return "hi";') });
  served = await serveProject(project.dir, project.env);
});
afterEach(async () => {
  await served[Symbol.asyncDispose]();
  await project[Symbol.asyncDispose]();
});

test('a context reaches the executor of another machine', async () => {
  expect((await addOffice('--token', '-')).exitCode).toBe(0);
  expect((await away(['contexts', 'use', 'office'])).exitCode).toBe(0);
  const run = await away(['run', 'hello', '--wait', '--json']);
  expect(lastJson(run.stdout)).toMatchObject({ status: 'completed', output: 'hi' });
  expect((await away(['--context', 'local', 'runs'])).exitCode).toBe(3);
});

test('contexts are listed and shown without their tokens, used and removed', async () => {
  const added = await addOffice('--token', served.token, '--read-only');
  const config = join(project.env['XDG_CONFIG_HOME'] ?? '', 'vfjobs', 'config.json');
  expect(added.stdout).toContain(config);
  expect(statSync(config).mode & 0o777).toBe(0o600);

  await away(['contexts', 'use', 'office']);
  const listed = await away(['contexts', 'ls', '--json']);
  expect(lastJson(listed.stdout)).toEqual({
    current: 'office',
    data: [
      {
        name: 'office',
        api_url: served.api_url,
        project: served.project_slug,
        token: 'kept',
        read_only: true,
        production: false,
      },
    ],
  });
  const shown = await away(['contexts', 'show']);
  expect(shown.stdout).toContain(served.api_url);
  for (const { stdout } of [added, listed, shown]) expect(stdout).not.toContain(served.token);

  expect((await away(['contexts', 'remove', 'nowhere'])).stderr).toContain('There is no context');
  expect((await away(['contexts', 'remove', 'office'])).stderr).toContain('--yes');
  expect((await away(['contexts', 'remove', 'office', '--yes'])).exitCode).toBe(0);
  expect(lastJson((await away(['contexts', 'ls', '--json'])).stdout)).toEqual({ current: 'local', data: [] });
});

test('a command prints the token, and a test says step by step what works', async () => {
  const printer = join(project.dir, 'print-token');
  writeFileSync(printer, `#!/bin/sh\necho ${served.token}\n`, { mode: 0o700 });
  await addOffice('--production', '--token-command', printer);
  const shown = await away(['contexts', 'show', 'office', '--json']);
  expect(lastJson(shown.stdout)).toMatchObject({ token: 'command', production: true });
  const tried = await away(['contexts', 'test', 'office', '--json']);
  expect(tried.exitCode).toBe(0);
  expect(lastJson(tried.stdout)).toMatchObject({
    works: true,
    steps: ['server', 'token', 'project', 'abilities', 'round trip', 'clock'].map((name) => ({ name })),
  });
  writeFileSync(printer, '#!/bin/sh\necho the vault is locked >&2\nexit 1\n');
  const refused = await away(['contexts', 'test', 'office']);
  expect(refused).toMatchObject({ exitCode: 4, stdout: expect.stringContaining('the vault is locked') });
});

test('a read-only context lists and refuses to act', async () => {
  await addOffice('--token', '-', '--read-only');
  expect((await away(['--context', 'office', 'targets'])).stdout).toContain('task:hello');
  for (const args of [
    ['run', 'hello'],
    ['cancel', 'x'],
    ['retry', 'x'],
  ]) {
    const refused = await away(['--context', 'office', ...args]);
    expect(refused).toMatchObject({ exitCode: 4, stderr: expect.stringContaining('"office" is read-only') });
  }
});

test('a wrong token is said to be wrong, and where it came from', async () => {
  await addOffice('--token', 'wrong');
  const ofContext = await away(['--context', 'office', 'runs']);
  expect(ofContext.exitCode).toBe(4);
  expect(ofContext.stderr).toMatch(/refuses the token \(from: context\)/);
  const [, advised = ''] = /"vfjobs (contexts add office .*)"/.exec(ofContext.stderr) ?? [];
  expect(ofContext.stderr).not.toContain('wrong token wrong');

  const ofEnvironment = await away(['runs'], {
    VERYFRONT_API_URL: served.api_url,
    VERYFRONT_PROJECT_SLUG: served.project_slug,
    VERYFRONT_API_TOKEN: 'also-wrong',
  });
  expect(ofEnvironment.exitCode).toBe(4);
  expect(ofEnvironment.stderr).toMatch(/from: environment.*\n.*VERYFRONT_API_TOKEN/);

  // Reads the right token from stdin.
  expect((await away(advised.split(' '))).exitCode).toBe(0);
  expect((await away(['--context', 'office', 'runs'])).exitCode).toBe(0);
});

test('the variables of the SDKs reach it without a context', async () => {
  const env = { VERYFRONT_API_BASE_URL: served.api_url, VERYFRONT_API_TOKEN: served.token };
  const result = await away(['runs', '--json', '--project', served.project_slug], env);
  expect(result).toMatchObject({ exitCode: 0, stderr: '' });
});

test('a server that does not answer is a network failure', async () => {
  await addOffice('--token', '-');
  await served[Symbol.asyncDispose]();
  const { exitCode, stderr } = await away(['--context', 'office', 'runs']);
  expect(exitCode).toBe(5);
  expect(stderr).toMatch(/^vfjobs: .*127\.0\.0\.1.*\n {2}\S/);
});

test.each([
  ['an unknown context', ['--context', 'nowhere', 'runs'], 3, /no context "nowhere"/],
  [
    'the reserved name',
    ['contexts', 'add', 'local', '--api-url', 'http://x', '--project', 'p'],
    2,
    /"local"/,
  ],
  ['a context without an API', ['contexts', 'add', 'x', '--project', 'p'], 2, /--api-url/],
  ['an API that is no URL', ['contexts', 'add', 'x', '--api-url', 'x', '--project', 'p'], 2, /not the URL/],
])('refuses %s', async (_name, args, exitCode, complaint) => {
  const result = await away(args);
  expect(result.exitCode).toBe(exitCode);
  expect(result.stderr).toMatch(complaint);
});

test('a damaged settings file is named and left alone', async () => {
  await addOffice('--token', '-');
  const config = join(project.env['XDG_CONFIG_HOME'] ?? '', 'vfjobs', 'config.json');
  writeFileSync(config, '{"contexts": [');
  for (const args of [['runs'], ['contexts', 'ls'], ['contexts', 'use', 'local']]) {
    const result = await away(args);
    expect(result).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(config) });
  }
  expect(readFileSync(config, 'utf8')).toBe('{"contexts": [');
});
