import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { launcherPath } from './built-program.ts';

const readyLine = z.object({
  api_url: z.string(),
  ws_url: z.string(),
  token: z.string(),
  project_id: z.string(),
  project_slug: z.string(),
  pid: z.number(),
  state_dir: z.string(),
});

/** `vfjobs serve` as a process of its own, with what its first line says. */
export interface ServedProject extends AsyncDisposable, Readonly<z.infer<typeof readyLine>> {
  /** Asks the API. @throws Error for an answer that is no success */
  request(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown>;
  kill(signal: NodeJS.Signals): void;
  readonly exited: Promise<unknown>;
}

/** Starts the built program's executor on a project; resolves when it answers. */
export async function serveProject(
  projectDir: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<ServedProject> {
  const child = spawn(process.execPath, [launcherPath, 'serve', '--port', '0', '--json', ...args], {
    cwd: projectDir,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  const firstLine = once(createInterface({ input: child.stdout }), 'line');
  const first = await Promise.race([firstLine, exited.then(() => null)]);
  if (first === null) throw new Error(`vfjobs serve ended at once: ${complaint}`);
  const ready = readyLine.parse(JSON.parse(String(first[0])));
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await exited;
    clearTimeout(impatience);
  };
  return {
    ...ready,
    exited,
    kill: (signal) => child.kill(signal),
    async request(method, path, body) {
      const response = await fetch(`${ready.api_url}${path}`, {
        method,
        headers: { authorization: `Bearer ${ready.token}`, 'content-type': 'application/json' },
        body: body === undefined ? null : JSON.stringify(body),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return JSON.parse(text);
    },
    [Symbol.asyncDispose]: stop,
  };
}
