import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../src/config/context.ts';
import { assertBuilt, launcherPath } from './built-program.ts';
import { type ConsoleDriver, driverOf } from './console-driver.ts';
import { isolatedEnv } from './isolated-env.ts';
import { type Awaited, startInPty } from './pty-program.ts';
import { makeTempDir } from './temp-dir.ts';

/** A context as it is kept; of what is left out nothing is kept. */
export type KnownContext = Pick<Context, 'name' | 'apiUrl' | 'project' | 'token'> & Partial<Context>;

export interface InContexts {
  /** The first one is current. */
  readonly contexts: readonly KnownContext[];
  /** Arguments after `vfjobs`. */
  readonly args?: readonly string[] | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  readonly bytesPerSecond?: number | undefined;
  readonly delayMs?: number | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Whether an interactive shell starts it, which can stop and continue it. Default: no. */
  readonly inShell?: boolean | undefined;
  /** What tells that it has started. Default: its first frame. */
  readonly started?: Awaited | undefined;
}

/** The built console in a pty and in no project, in contexts that are kept in its settings. */
export async function openInContexts(options: InContexts): Promise<ConsoleDriver> {
  const { contexts, args = [], env, started, inShell = false, ...way } = options;
  assertBuilt();
  const temp = makeTempDir('context-console');
  const isolated = { ...isolatedEnv(temp.path), ...env };
  const folder = join(temp.path, 'config', 'vfjobs');
  mkdirSync(folder, { recursive: true });
  const settings = { contexts: contexts.map(withReadOnly), currentContext: contexts[0]?.name };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(settings), { mode: 0o600 });
  const pty = startInPty({
    ...(inShell
      ? { file: 'bash', args: ['--norc', '--noprofile', '-i'] }
      : { file: process.execPath, args: [launcherPath, ...args] }),
    env: isolated,
    cwd: temp.path,
    ...way,
  });
  const close = async () => {
    await pty.close();
    temp.remove();
  };
  if (inShell) pty.type(`${[process.execPath, launcherPath, ...args].join(' ')}\r`);
  const driver = driverOf(pty, { projectDir: temp.path, env: isolated, close });
  try {
    // The launcher's splash is no frame.
    await pty.waitFor(started ?? (() => pty.traffic.frames > 0), 20_000, 'the start of the console');
  } catch (error) {
    await close();
    throw error;
  }
  return driver;
}

function withReadOnly(context: KnownContext): KnownContext {
  return { readOnly: false, ...context };
}
