import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createListeners, type Listeners } from '../../../src/lib/listeners.ts';
import type { Order, ProgramOptions, Report } from './messages.ts';

const program = fileURLToPath(new URL('executor-program.ts', import.meta.url));

/** An executor in a process of its own. */
export interface ExecutorProcess {
  readonly pid: number;
  readonly reports: Listeners<Report>;
  /** Resolves with its first report; rejects when it ends before that. */
  readonly open: Promise<Extract<Report, { kind: 'open' }>>;
  readonly exited: Promise<unknown>;
  order(order: Order): void;
  signal(name: NodeJS.Signals): void;
}

export function startExecutor(options: ProgramOptions): ExecutorProcess {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', program, JSON.stringify(options)],
    {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  const reports = createListeners<Report>();
  child.on('message', (message: Report) => reports.notify(message));
  const exited = once(child, 'exit');
  const open = opened(reports, exited);
  // Whoever kills it before it is open has asked for that.
  open.catch(() => undefined);
  return {
    pid: pidOf(child),
    reports,
    open,
    exited,
    order: (order) => void (child.connected && child.send(order, () => undefined)),
    signal: (name) => void child.kill(name),
  };
}

function opened(reports: Listeners<Report>, exited: Promise<unknown>): ExecutorProcess['open'] {
  return new Promise((resolve, reject) => {
    reports.add((report) => report.kind === 'open' && resolve(report));
    void exited.then((how) => reject(new Error(`the executor ended before it was open: ${String(how)}`)));
  });
}

function pidOf({ pid }: ChildProcess): number {
  if (pid === undefined) throw new Error('the executor could not be started');
  return pid;
}
