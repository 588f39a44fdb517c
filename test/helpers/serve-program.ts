import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type Daemon, daemonSchema } from '../../src/cli/daemon-file.ts';
import { launcherPath } from './built-program.ts';

/** `vfjobs serve` as a process of its own, with what its first line says. */
export interface ServedProject extends AsyncDisposable, Daemon {
  kill(signal: NodeJS.Signals): void;
  readonly exited: Promise<unknown>;
}

/** Starts the built program's executor on a project; resolves when it answers. */
export async function serveProject(
  projectDir: string,
  env: Readonly<Record<string, string>>,
  port = '0',
): Promise<ServedProject> {
  const child = spawn(process.execPath, [launcherPath, 'serve', '--port', port, '--json'], {
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
  const ready = daemonSchema.parse(JSON.parse(String(first[0])));
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
    [Symbol.asyncDispose]: stop,
  };
}
