import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { openCliProject } from '../helpers/cli-project.ts';

const verbs = [
  [],
  ['demo'],
  ['init'],
  ['serve'],
  ['run'],
  ['runs'],
  ['show'],
  ['why'],
  ['open'],
  ['events'],
  ['logs'],
  ['cancel'],
  ['retry'],
  ['ops'],
  ['batches'],
  ['failures'],
  ['batch'],
  ['targets'],
  ['schedules'],
  ...['ls', 'show', 'create', 'edit', 'pause', 'resume', 'trigger'].map((verb) => ['schedules', verb]),
  ...['next', 'slots', 'backfill', 'cancel', 'delete'].map((verb) => ['schedules', verb]),
  ['contexts'],
  ['contexts', 'ls'],
  ['contexts', 'add'],
  ['contexts', 'use'],
  ['contexts', 'show'],
  ['contexts', 'remove'],
  ['settings'],
  ...['path', 'show', 'get', 'set', 'edit', 'check', 'schema'].map((verb) => ['settings', verb]),
  ['doctor'],
  ['completion'],
];

test.each(verbs.map((verb) => ({ verb, name: ['vfjobs', ...verb].join(' ') })))(
  '$name --help shows an example of itself',
  async ({ verb, name }) => {
    await using project = openCliProject({});
    const { exitCode, stdout, stderr } = await project.vfjobs([...verb, '--help']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const [, shown = ''] = stdout.split('Examples:\n');
    expect(shown).toContain(name);
  },
);

test('the help lists every verb', async () => {
  await using project = openCliProject({});
  const { stdout } = await project.vfjobs(['--help']);
  for (const [verb] of verbs)
    if (verb !== undefined) expect(stdout).toMatch(new RegExp(`^  ${verb}[ |]`, 'm'));
});

test('help names a verb, and says when there is none', async () => {
  await using project = openCliProject({});
  expect(await project.vfjobs(['help', 'runs'])).toEqual(await project.vfjobs(['runs', '--help']));
  expect(await project.vfjobs(['help', 'frob'])).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: 'vfjobs: There is no verb "frob"\n  See them with "vfjobs --help".\n',
  });
});

test.each([
  { args: ['runs', '--frob'], said: "unknown option '--frob'", verb: 'runs' },
  { args: ['run', 'hello', 'again'], said: "too many arguments for 'run'", verb: 'run' },
  { args: ['contexts'], said: 'needs to be told what to do', verb: 'contexts' },
  { args: ['contexts', 'ls', 'x'], said: "too many arguments for 'ls'", verb: 'contexts ls' },
])('$args is wrong usage, and names the help to read', async ({ args, said, verb }) => {
  await using project = openCliProject({});
  const { exitCode, stdout, stderr } = await project.vfjobs(args);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain(said);
  expect(stderr).toContain(`See "vfjobs ${verb} --help".`);
});

test('--version is that of the package', async () => {
  await using project = openCliProject({});
  expect((await project.vfjobs(['--version'])).stdout).toBe(`${packageJson.version}\n`);
});

test('a shell can complete verbs, flags and contexts', async () => {
  await using project = openCliProject({});
  expect((await project.vfjobs(['completion', 'bash'])).stdout).toContain('complete -F');
  const completed = async (...words: string[]) =>
    (await project.vfjobs(['complete', '--', ...words])).stdout
      .split('\n')
      .map((line) => line.split('\t')[0]);
  expect(await completed('ru')).toEqual(expect.arrayContaining(['run', 'runs']));
  expect(await completed('runs', '--li')).toContain('--limit');
  await project.vfjobs(['contexts', 'add', 'office', '--api-url', 'http://x.test', '--project', 'p']);
  expect(await completed('--context', '')).toEqual(expect.arrayContaining(['local', 'office']));
});
