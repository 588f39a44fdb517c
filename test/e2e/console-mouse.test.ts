import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openConsole } from '../helpers/console-driver.ts';
import { makeTempDir } from '../helpers/temp-dir.ts';
import { taskSource } from '../helpers/temp-project.ts';

const takeMouse = '\x1b[?1000h\x1b[?1006h';
const releaseMouse = '\x1b[?1006l\x1b[?1000l';

function settingsDir(path: string, settings: object): string {
  const dir = join(path, 'settings');
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'config.json'), JSON.stringify({ console: settings }));
  return dir;
}

test.each([
  ['q', 'SIGTERM'],
  ['SIGTERM', 'SIGTERM'],
] as const)('the mouse is off after %s, and was not asked for before it was wanted', async (way, signal) => {
  const temp = makeTempDir('mouse');
  const env = { VFJOBS_CONFIG_DIR: settingsDir(temp.path, { mouse: true }) };
  await using console = await openConsole({ project: { hello: taskSource('return 1;') }, env });
  await console.see('LIVE');
  expect(console.pty.raw.toString()).toContain(takeMouse);
  if (way === 'q') console.press('q');
  else console.pty.signal(signal);
  await console.pty.exit;
  const raw = console.pty.raw.toString();
  expect(raw.lastIndexOf(releaseMouse)).toBeGreaterThan(raw.lastIndexOf(takeMouse));
  temp.remove();
});

test('a paste is text in a prompt, whatever it holds, and reports of a mouse are none', async () => {
  await using console = await openConsole({ project: { hello: taskSource('return 1;') } });
  await console.see('LIVE');
  expect(console.pty.raw.toString()).not.toContain('\x1b[?1000h');
  console.type('/');
  console.type('\x1b[200~one\ntwo X\x1b[201~');
  await console.see(/one.{0,2}two X/);
  console.type('\x1b[<65;3;3M\x1b[<0;3;3M\x1b[<0;3;3m');
  console.type('y');
  await console.see(/one.{0,2}two Xy/);
  console.pty.resize(70, 20);
  await console.see(/one.{0,2}two Xy/);
  console.type('z');
  await console.see(/one.{0,2}two Xyz/);
});
