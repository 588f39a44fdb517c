import { setTimeout as delay } from 'node:timers/promises';

/** Sends a signal to every process of a group; false when there is none left to receive it. */
export function signalGroup(leader: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-leader, signal);
    return true;
  } catch {
    // ESRCH: nobody there. EPERM (macOS): only zombies are left.
    return false;
  }
}

/**
 * Kills a whole group and waits until the system has removed it, `limitMs` at most: where nobody
 * collects the dead, as in a container without an init process, their entries stay for ever.
 */
export async function killGroup(leader: number, limitMs: number): Promise<void> {
  if (!signalGroup(leader, 'SIGKILL')) return;
  for (let waited = 0; waited < limitMs && signalGroup(leader, 0); waited += 5) await delay(5);
}
