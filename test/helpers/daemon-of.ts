import { setTimeout as delay } from 'node:timers/promises';
import { type Daemon, readDaemonFile } from '../../src/cli/daemon-file.ts';
import { defaultStateDir } from '../../src/executor/state-dir.ts';

/** The executor that serves a project, null when none does. */
export function daemonOf(projectDir: string): Daemon | null {
  const daemon = readDaemonFile(defaultStateDir(projectDir));
  return daemon !== null && isAlive(daemon.pid) ? daemon : null;
}

/** Ends the executor of a project, if one runs, and waits until it is gone. */
export async function stopDaemon(projectDir: string): Promise<void> {
  const pid = daemonOf(projectDir)?.pid;
  if (pid === undefined) return;
  process.kill(pid, 'SIGTERM');
  if (await isGone(pid, 5_000)) return;
  process.kill(pid, 'SIGKILL');
  await isGone(pid, 5_000);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until a process that is no child of ours is gone: the system has no event for that. */
export async function isGone(pid: number, timeoutMs: number): Promise<boolean> {
  for (const end = Date.now() + timeoutMs; Date.now() < end; await delay(20)) {
    if (!isAlive(pid)) return true;
  }
  return false;
}
