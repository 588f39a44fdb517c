import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Process id of the executor that serves a project, null when its state says that none does. */
export function daemonPid(projectDir: string): number | null {
  try {
    const state: unknown = JSON.parse(readFileSync(join(projectDir, '.vfjobs/daemon.json'), 'utf8'));
    const pid = typeof state === 'object' && state !== null && 'pid' in state ? state.pid : null;
    return typeof pid === 'number' && isAlive(pid) ? pid : null;
  } catch {
    return null;
  }
}

/** Ends the executor of a project, if one runs, and waits until it is gone. */
export async function stopDaemon(projectDir: string): Promise<void> {
  const pid = daemonPid(projectDir);
  if (pid === null) return;
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
