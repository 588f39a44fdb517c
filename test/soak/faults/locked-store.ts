import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { databaseName } from '../../../src/executor/storage/open-storage.ts';
import type { Storm } from '../storm/open-storm.ts';

const holder = fileURLToPath(new URL('lock-holder.ts', import.meta.url));

/** Another process holds the write lock of the store for seconds, so many times. */
export async function lockStore(
  storm: Storm,
  { times, heldMs, freeMs }: { readonly times: number; readonly heldMs: number; readonly freeMs: number },
): Promise<{ readonly locked: number }> {
  const path = join(storm.stateDir, databaseName);
  const args = [holder, path, String(heldMs), String(freeMs), String(times)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let locked = 0;
  createInterface({ input: child.stdout }).on('line', () => {
    locked += 1;
  });
  await Promise.race([exited, storm.done]);
  child.kill('SIGKILL');
  await exited;
  return { locked };
}
