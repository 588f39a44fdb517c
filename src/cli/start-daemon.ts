import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { defaultStateDir, prepareStateDir } from '../executor/state-dir.ts';
import { errorKinds, UserError } from '../model/errors.ts';
import { type Daemon, daemonSchema } from './daemon-file.ts';

/** Seconds without clients, requests and runs after which an executor that a verb started ends by itself. */
export const lingerSeconds = 10;

const readyLimitMs = 15_000;

const failureLine = z.object({
  error: z.object({ code: z.string(), message: z.string(), fix: z.string().nullable() }),
});

/**
 * Starts `vfjobs serve` as a process of its own, which outlives this one, and waits until it answers.
 * Its stderr goes to `daemon.log` in the state directory.
 * @throws UserError what the daemon itself said, `conflict` among it when another one was faster;
 *   `storage` when the state directory cannot be used; `timeout` after 15 s
 */
export async function startDaemon(projectDir: string, launcher: string): Promise<Daemon> {
  const stateDir = defaultStateDir(projectDir);
  const logFile = join(stateDir, 'daemon.log');
  prepareStateDir(stateDir);
  const log = openSync(logFile, 'a', 0o600);
  const logStart = statSync(logFile).size;
  const command = [launcher, 'serve', '--project-dir', projectDir, '--json', '--linger', `${lingerSeconds}`];
  const child = spawn(process.execPath, command, {
    // Not the project: a folder of it may be deleted while the executor lives.
    cwd: stateDir,
    detached: true,
    stdio: ['ignore', 'pipe', log],
  });
  closeSync(log);
  try {
    return await firstLine(child, () => readFileSync(logFile).subarray(logStart).toString());
  } finally {
    child.stdout?.destroy();
    child.unref();
  }
}

function firstLine(child: ChildProcess, readLog: () => string): Promise<Daemon> {
  const { promise, resolve, reject } = Promise.withResolvers<Daemon>();
  const limit = setTimeout(() => {
    child.kill('SIGKILL');
    reject(notReady(readLog()));
  }, readyLimitMs);
  child.once('error', (error) => {
    clearTimeout(limit);
    reject(new UserError('unavailable', `The executor cannot be started: ${error.message}`));
  });
  child.once('exit', (code, signal) => {
    clearTimeout(limit);
    reject(failureOf(readLog(), signal ?? `exit code ${code}`));
  });
  if (child.stdout !== null) {
    createInterface(child.stdout).once('line', (line) => {
      clearTimeout(limit);
      resolve(daemonSchema.parse(JSON.parse(line)));
    });
  }
  return promise;
}

/** The error that the daemon printed as its last words, else one that quotes them. */
function failureOf(log: string, ending: string): UserError {
  const lastLine = log.trim().split('\n').at(-1) ?? '';
  const said = parseFailure(lastLine);
  if (said === null) {
    return new UserError('unavailable', `The executor ended while it started (${ending}): ${lastLine}`, {
      fix: 'Run "vfjobs serve" to see all it says, or "vfjobs doctor".',
    });
  }
  const kind = errorKinds.find((known) => known === said.code) ?? 'unavailable';
  return new UserError(kind, said.message, { fix: said.fix ?? undefined });
}

function parseFailure(line: string): z.infer<typeof failureLine>['error'] | null {
  try {
    return failureLine.parse(JSON.parse(line)).error;
  } catch {
    return null;
  }
}

function notReady(log: string): UserError {
  const lastLine = log.trim().split('\n').at(-1) ?? '';
  const said = lastLine === '' ? '' : `; it last said: ${lastLine}`;
  return new UserError('timeout', `The executor was not ready after ${readyLimitMs / 1000} s${said}`, {
    fix: 'Run "vfjobs serve" to watch it start.',
  });
}
