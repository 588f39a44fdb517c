import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { assertBuilt, launcherPath, type VerbResult } from './built-program.ts';
import { stopDaemon } from './daemon-of.ts';
import { isolatedEnv } from './isolated-env.ts';
import { makeTempDir } from './temp-dir.ts';
import { type TaskSources, writeProject } from './temp-project.ts';

export interface VfjobsOptions {
  /** Default: the project. */
  readonly cwd?: string;
  /** Sent to stdin, which is then closed. Default: closed at once. */
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with all of stderr so far, whenever more of it came. */
  readonly onStderr?: (text: string) => void;
}

/** A project of its own, with a home of its own, and the built program to call in it. */
export interface CliProject extends AsyncDisposable {
  readonly dir: string;
  /** An empty folder outside of the project. */
  readonly elsewhere: string;
  readonly env: Record<string, string>;
  /** Runs `vfjobs <args>` to its end, without a terminal. */
  vfjobs(args: readonly string[], options?: VfjobsOptions): Promise<VerbResult>;
}

/** The executor that the project's calls started is stopped with it. */
export function openCliProject(tasks: TaskSources): CliProject {
  assertBuilt();
  const temp = makeTempDir('cli');
  const dir = join(temp.path, 'project');
  const elsewhere = join(temp.path, 'elsewhere');
  const env = isolatedEnv(temp.path);
  mkdirSync(elsewhere);
  writeProject(dir, tasks);
  return {
    dir,
    elsewhere,
    env,
    vfjobs: (args, options = {}) =>
      callVfjobs(args, { cwd: dir, ...options, env: { ...env, ...options.env } }),
    async [Symbol.asyncDispose]() {
      await stopDaemon(dir);
      temp.remove();
    },
  };
}

async function callVfjobs(args: readonly string[], options: VfjobsOptions): Promise<VerbResult> {
  let stdout = '';
  let stderr = '';
  const child = execFile(process.execPath, [launcherPath, ...args], {
    cwd: options.cwd,
    env: options.env,
    maxBuffer: 64 * 1024 * 1024,
  });
  child.stdout?.on('data', (text) => {
    stdout += text;
  });
  child.stderr?.on('data', (text) => {
    stderr += text;
    options.onStderr?.(stderr);
  });
  child.stdin?.end(options.input ?? '');
  await once(child, 'close');
  return { exitCode: child.exitCode, stdout, stderr };
}

/** The last line of an output, parsed. */
export function lastJson(text: string): unknown {
  return JSON.parse(text.trimEnd().split('\n').at(-1) ?? '');
}
