import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { launcherPath } from '../helpers/built-program.ts';
import { type CliProject, openCliProject } from '../helpers/cli-project.ts';
import { startInPty } from '../helpers/pty-program.ts';
import { taskSource } from '../helpers/temp-project.ts';

const enterScreen = '\x1b[?1049h';
const leaveScreen = '\x1b[?1049l';

/** @param variables `NAME=value`, set inside of the terminal: it has a TERM of its own */
function inTerminal(project: CliProject, args: readonly string[], variables: readonly string[] = []) {
  return startInPty({
    file: '/usr/bin/env',
    args: [...variables, process.execPath, launcherPath, ...args],
    env: project.env,
    cwd: project.dir,
  });
}

test('the first thing painted is one line on the alternate screen', async () => {
  await using project = openCliProject({ hello: taskSource('return 1;') });
  const pty = inTerminal(project, []);
  try {
    await pty.waitFor('starting…');
    expect(pty.raw.toString().startsWith(enterScreen)).toBe(true);
  } finally {
    await pty.close();
  }
});

test('a failure before the console starts is told on the screen of the shell', async () => {
  await using project = openCliProject({ hello: taskSource('return 1;') });
  const configDir = join(project.env['XDG_CONFIG_HOME'] ?? '', 'vfjobs');
  mkdirSync(configDir);
  writeFileSync(join(configDir, 'config.json'), '{');
  const pty = inTerminal(project, []);
  try {
    expect(await pty.exit).toEqual({ exitCode: 2, signal: null });
    const raw = pty.raw.toString();
    expect(raw.indexOf(leaveScreen)).toBeGreaterThan(raw.indexOf(enterScreen));
    expect(raw.slice(raw.lastIndexOf(leaveScreen))).toContain('vfjobs: The settings file');
  } finally {
    await pty.close();
  }
});

test.each([
  ['a verb that prints', ['runs'], []],
  ['--help', ['--help'], []],
  ['a terminal that cannot move its cursor', [], ['TERM=dumb']],
])('%s leaves the screen alone', async (_name, args, variables) => {
  await using project = openCliProject({ hello: taskSource('return 1;') });
  const pty = inTerminal(project, args, variables);
  try {
    expect((await pty.exit).exitCode).toBe(0);
    expect(pty.raw.toString()).not.toContain(enterScreen);
  } finally {
    await pty.close();
  }
});

test('a table in a terminal has borders, and --plain has none', async () => {
  await using project = openCliProject({ hello: taskSource('return 1;', { description: 'Says hello.' }) });
  for (const [args, bordered] of [
    [['targets'], true],
    [['targets', '--plain'], false],
  ] as const) {
    const pty = inTerminal(project, args);
    try {
      await pty.exit;
      expect(pty.screenText()).toContain('Says hello.');
      expect(pty.screenText().includes('│')).toBe(bordered);
    } finally {
      await pty.close();
    }
  }
});

test('a question on a terminal does nothing unless it is answered with yes', async () => {
  await using project = openCliProject({});
  await project.vfjobs(['contexts', 'add', 'office', '--api-url', 'http://x.test', '--project', 'p']);
  const ask = async (answer: string) => {
    const pty = inTerminal(project, ['contexts', 'remove', 'office']);
    try {
      await pty.waitFor('[y/N]');
      pty.type(`${answer}\r`);
      await pty.exit;
      return pty.screenText();
    } finally {
      await pty.close();
    }
  };
  expect(await ask('')).toContain('Nothing was removed');
  expect(await ask('n')).toContain('Nothing was removed');
  expect(await ask('y')).toContain('Forgot "office"');
});
