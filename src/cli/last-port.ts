import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../model/errors.ts';
import type { RunningServer } from '../server/start-server.ts';

/**
 * Listens where the executor of this state directory listened last, so that consoles and tunnels find
 * it again after a restart; on a free port when that one is taken or none is known.
 * @throws UserError as `listen` does
 */
export async function onLastPort(
  stateDir: string,
  listen: (port: number) => Promise<RunningServer>,
): Promise<RunningServer> {
  const path = join(stateDir, 'port');
  const server = await listen(readPort(path)).catch((thrown: unknown) => {
    if (thrown instanceof UserError && thrown.kind === 'conflict') return listen(0);
    throw thrown;
  });
  writeFileSync(path, `${server.port}\n`, { mode: 0o600 });
  return server;
}

/** 0 when none is known. */
function readPort(path: string): number {
  try {
    const port = Number(readFileSync(path, 'utf8'));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : 0;
  } catch {
    return 0;
  }
}
