import { type ChildProcess, spawn } from 'node:child_process';
import { createListeners, type Listeners } from '../../lib/listeners.ts';
import { parseChildMessage } from './child-message.ts';
import { signalGroup } from './process-group.ts';
import { processState } from './process-id.ts';
import type { ChildMessage, DaemonMessage } from './protocol.ts';
import type { ProcessId } from './worker-pool.ts';

/** How a process ended; both null when it could not be started. */
export interface ChildExit {
  readonly exitCode: number | null;
  readonly signal: string | null;
}

/** A process of ours that runs `child.ts`, leader of a process group of its own. */
export interface WorkerChild {
  /** Resolves when it waits for its one task. Rejects with an Error when it ends before that. */
  readonly ready: Promise<ProcessId>;
  /** Resolves when it is gone. Never rejects. */
  readonly gone: Promise<ChildExit>;
  readonly messages: Listeners<ChildMessage>;
  /** True while messages can reach it. */
  readonly connected: boolean;
  /** Best effort: a channel that is closed or full never blocks or throws. */
  send(message: DaemonMessage): void;
  /** Closes the channel: a child that is not busy ends then. */
  leave(): void;
  /** Sends a signal to the child and everything it started in its group. */
  signal(signal: NodeJS.Signals): void;
}

export interface SpawnOptions {
  readonly projectDir: string;
  readonly cacheDir: string;
  readonly env: Readonly<Record<string, string>>;
  /** Where its stdout and stderr go. */
  readonly output: { readonly stdout: number | 'ignore'; readonly stderr: number | 'ignore' };
}

const drainLimitMs = 500;

// Ours, not the user's: what Node says about stripping types would land in every log.
const quiet = ['ExperimentalWarning', 'MODULE_TYPELESS_PACKAGE_JSON'].map(
  (warning) => `--disable-warning=${warning}`,
);

// From source this file's neighbour is TypeScript; the bundle has all entries in one folder.
const childEntry = new URL(import.meta.url.endsWith('.ts') ? './child.ts' : './child.js', import.meta.url)
  .pathname;

/** Starts a child. It prepares itself and then waits for one `go` or `describe`. */
export function spawnChild(options: SpawnOptions): WorkerChild {
  const child = spawn(
    process.execPath,
    [...quiet, decodeURIComponent(childEntry), String(process.pid), options.cacheDir],
    {
      cwd: options.projectDir,
      env: options.env,
      // A group of its own, so that a signal can reach everything that a task starts.
      detached: true,
      stdio: ['ignore', options.output.stdout, options.output.stderr, 'ipc'],
    },
  );
  const messages = createListeners<ChildMessage>();
  child.on('message', (message) => {
    const parsed = parseChildMessage(message);
    if (parsed !== null) messages.notify(parsed);
  });
  const gone = exitOf(child);
  const ready = readinessOf(child, messages, gone);
  // A spare may end while nobody waits for it.
  ready.catch(() => undefined);
  return {
    ready,
    gone,
    messages,
    get connected() {
      return child.connected;
    },
    send: (message) => {
      if (child.connected) child.send(message, () => undefined);
    },
    leave: () => {
      if (child.connected) child.disconnect();
    },
    signal: (signal) => {
      // Once it is gone, its number may belong to somebody else.
      const isThere = child.exitCode === null && child.signalCode === null;
      if (isThere && child.pid !== undefined) signalGroup(child.pid, signal);
    },
  };
}

function exitOf(child: ChildProcess): Promise<ChildExit> {
  return new Promise((resolve) => {
    child.once('exit', (exitCode, signal) => {
      // What it started dies with it. At once, while the group's number is certainly still its own.
      if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
      const end = () => resolve({ exitCode, signal });
      if (!child.connected) return end();
      // Its last messages may still be in the channel, which closes when they are read.
      const limit = setTimeout(end, drainLimitMs);
      child.once('disconnect', () => {
        clearTimeout(limit);
        end();
      });
    });
    // Without a pid it never started; an error later, such as a failed send, is no end.
    child.on('error', () => {
      if (child.pid === undefined) resolve({ exitCode: null, signal: null });
    });
  });
}

async function readinessOf(
  child: ChildProcess,
  messages: Listeners<ChildMessage>,
  gone: Promise<ChildExit>,
): Promise<ProcessId> {
  const ready = new Promise<void>((resolve) => {
    const remove = messages.add((message) => {
      if (message.kind !== 'ready') return;
      remove();
      resolve();
    });
  });
  const failed = gone.then(({ exitCode, signal }) => {
    throw new Error(`The worker process ended before it was ready (${signal ?? `exit code ${exitCode}`}).`);
  });
  await Promise.race([ready, failed]);
  const pid = child.pid;
  const state = pid === undefined ? null : await processState(pid);
  if (pid === undefined || state === null) throw new Error('The worker process ended before it was ready.');
  return { pid, startTime: state.startTime };
}
