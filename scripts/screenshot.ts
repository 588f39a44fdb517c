import { writeFileSync } from 'node:fs';
import { assertBuilt, launcherPath, repositoryDir } from '../test/helpers/built-program.ts';
import { type ConsoleDriver, driverOf } from '../test/helpers/console-driver.ts';
import { stopDaemon } from '../test/helpers/daemon-of.ts';
import type { ScreenView } from '../test/helpers/emulated-screen.ts';
import { isolatedEnv } from '../test/helpers/isolated-env.ts';
import { startInPty } from '../test/helpers/pty-program.ts';
import { makeTempDir } from '../test/helpers/temp-dir.ts';
import { screenToSvg } from './screen-svg.ts';

/** Opens the built console on a new demo project and takes its pictures for the README. */
async function main(): Promise<void> {
  assertBuilt();
  using temp = makeTempDir('screenshot');
  const projectDir = `${temp.path}/demo`;
  const env = isolatedEnv(temp.path);
  const args = [launcherPath, 'demo', '--dir', projectDir];
  const pty = startInPty({ file: process.execPath, args, env, cwd: temp.path, columns: 120, rows: 36 });
  const console = driverOf(pty, { projectDir, env, close: pty.close });
  try {
    await console.see(/\+ completed \d\d/, 30_000);
    console.press('g');
    await console.see(isAlive, 60_000);
    picture('screenshot-runs', console, 'vfjobs demo');
    await console.select('task:chatter');
    console.press('enter');
    await console.see(/LOG/);
    await console.see(/\d\d:\d\d:\d\d.*\n.*\d\d:\d\d:\d\d/, 30_000);
    picture('screenshot-run', console, 'vfjobs demo: one run');
  } finally {
    await pty.close();
    await stopDaemon(projectDir);
  }
}

/** A list worth looking at: something runs with progress, much is done, something failed. */
function isAlive(view: ScreenView): boolean {
  const text = view.text();
  return (
    /> running .*\d+%/.test(text) && /x failed +[\da-f]{8}/.test(text) && text.split('+ completed').length > 8
  );
}

function picture(name: string, console: ConsoleDriver, title: string): void {
  const path = `${repositoryDir}/docs/${name}.svg`;
  writeFileSync(path, screenToSvg(console.pty.view, title));
  process.stdout.write(`wrote ${path}\n`);
}

await main();
