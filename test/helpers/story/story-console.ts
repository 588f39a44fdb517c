import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertBuilt, launcherPath } from '../built-program.ts';
import { type ConsoleDriver, driverOf } from '../console-driver.ts';
import { isolatedEnv } from '../isolated-env.ts';
import { startInPty } from '../pty-program.ts';
import { makeTempDir } from '../temp-dir.ts';
import { storyNow } from './story-data.ts';
import type { StoryServer } from './story-server.ts';

export interface StoryConsole {
  readonly columns: number;
  readonly rows: number;
  readonly args?: readonly string[] | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
}

const standingTime = new URL('standing-time.mjs', import.meta.url).pathname;

/** The built console in a pty, in the context `prod-eu` of the story, at the time of the story. */
export async function openStory(server: StoryServer, options: StoryConsole): Promise<ConsoleDriver> {
  assertBuilt();
  const temp = makeTempDir('story-console');
  // Its path is on some screens, and must be as long on every machine.
  const settings = mkdtempSync('/tmp/vfjobs-story-');
  writeContexts(settings, server);
  const own = { VFJOBS_CONFIG_DIR: settings, VFJOBS_TEST_NOW: String(storyNow) };
  const env = { ...isolatedEnv(temp.path), ...own, ...options.env };
  const pty = startInPty({
    file: process.execPath,
    args: ['--import', standingTime, launcherPath, ...(options.args ?? [])],
    env,
    cwd: temp.path,
    columns: options.columns,
    rows: options.rows,
  });
  const close = async () => {
    await pty.close();
    temp.remove();
    rmSync(settings, { recursive: true });
  };
  const driver = driverOf(pty, { projectDir: temp.path, env, close });
  try {
    await driver.see('LIVE');
    await driver.see('nightly-backup');
  } catch (error) {
    await close();
    throw error;
  }
  return driver;
}

function writeContexts(folder: string, { apiUrl, token, project }: StoryServer): void {
  const shared = { apiUrl, project, token, readOnly: false };
  const contexts = [
    { ...shared, name: 'prod-eu', production: true },
    { ...shared, name: 'staging' },
    { ...shared, name: 'audit', readOnly: true },
  ];
  const settings = { contexts, currentContext: 'prod-eu' };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(settings), { mode: 0o600 });
}
