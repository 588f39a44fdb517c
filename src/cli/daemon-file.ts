import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** How to reach a running executor: the line that `vfjobs serve --json` prints and the file beside its state. */
export const daemonSchema = z.object({
  api_url: z.string(),
  ws_url: z.string(),
  token: z.string(),
  /** Looks at everything and changes nothing; an older executor has none. */
  read_only_token: z.string().optional(),
  project_id: z.string(),
  project_slug: z.string(),
  pid: z.number().int().positive(),
  state_dir: z.string(),
});
export type Daemon = z.infer<typeof daemonSchema>;

/** What the file says; null when there is none or it does not hold a daemon. */
export function readDaemonFile(stateDir: string): Daemon | null {
  try {
    const parsed = daemonSchema.safeParse(JSON.parse(readFileSync(pathIn(stateDir), 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Writes the file as a whole (by rename), readable by its owner only. */
export function writeDaemonFile(daemon: Daemon): void {
  const path = pathIn(daemon.state_dir);
  const fresh = `${path}.${daemon.pid}`;
  writeFileSync(fresh, `${JSON.stringify(daemon)}\n`, { mode: 0o600 });
  renameSync(fresh, path);
}

export function removeDaemonFile(stateDir: string): void {
  rmSync(pathIn(stateDir), { force: true });
}

function pathIn(stateDir: string): string {
  return join(stateDir, 'daemon.json');
}
