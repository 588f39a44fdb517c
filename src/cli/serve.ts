import { type LocalExecutor, openExecutor } from '../executor/open-executor.ts';
import { defaultStateDir } from '../executor/state-dir.ts';
import { type RunningServer, startServer } from '../server/start-server.ts';
import { type Daemon, removeDaemonFile, writeDaemonFile } from './daemon-file.ts';
import { exitCodes } from './exit-codes.ts';
import { onLastPort } from './last-port.ts';
import { releaseSignal } from './release-signal.ts';
import { watchStopSignals } from './stop-signals.ts';
import { ensureReadOnlyToken, ensureToken } from './token-file.ts';
import { version } from './version.ts';
import { whenIdle } from './when-idle.ts';

export interface ServeOptions {
  readonly projectDir: string;
  readonly host: string;
  /** 0 takes a free one; null the one of last time, as long as nobody else has it. */
  readonly port: number | null;
  /** Attempts at the same time; the executor's own default when absent. */
  readonly concurrency?: number | undefined;
  /** Seconds without clients, requests and runs after which to end; null: never. */
  readonly lingerSeconds: number | null;
  /** Called once, when the server answers. */
  readonly onReady: (daemon: Daemon) => void;
  /** Told of failures that are bugs and that the executor survives. */
  readonly onError: (error: unknown) => void;
}

/** Long enough for a console that has just found the executor to send its next request. */
const releasedLingerMs = 1000;

/** How long attempts may go on after the first signal before they are put back into the queue. */
const drainMs = 10_000;

/**
 * The daemon: executor and server of one project, until a signal or idleness ends it. A second signal
 * ends the process at once.
 * @throws UserError `conflict` when another executor owns the state or the port is taken, `storage`
 *   when the state cannot be used
 */
export async function serve(options: ServeOptions): Promise<void> {
  // Before anything is started: a signal during the start is not to leave children behind.
  const signals = watchStopSignals(() => process.exit(exitCodes.failed));
  const { projectDir, concurrency, lingerSeconds } = options;
  const stateDir = defaultStateDir(projectDir);
  const executor = await openExecutor({ projectDir, stateDir, concurrency });
  try {
    const tokens = { token: ensureToken(stateDir), readOnlyToken: ensureReadOnlyToken(stateDir) };
    const { host, onError } = options;
    const listen = (port: number) => startServer({ executor, ...tokens, host, port, version, onError });
    const server = await (options.port === null ? onLastPort(stateDir, listen) : listen(options.port));
    const stopWatching =
      lingerSeconds === null ? () => undefined : watchIdleness(server, executor, lingerSeconds, signals.stop);
    try {
      options.onReady(announce(server, executor, tokens));
      await signals.first;
    } finally {
      stopWatching();
      removeDaemonFile(stateDir);
      await server.close();
    }
  } finally {
    await executor.stop({ drainMs });
  }
}

function watchIdleness(
  server: RunningServer,
  executor: LocalExecutor,
  lingerSeconds: number,
  onIdle: () => void,
): () => void {
  let lingerMs = lingerSeconds * 1000;
  const release = () => {
    lingerMs = releasedLingerMs;
  };
  process.on(releaseSignal, release);
  const { connections, lastRequestAt } = server;
  const idleness = { connections, lastRequestAt, activeRuns: () => executor.activeRuns() };
  const stopWatching = whenIdle(idleness, () => lingerMs, onIdle);
  return () => {
    process.removeListener(releaseSignal, release);
    stopWatching();
  };
}

function announce(
  server: RunningServer,
  executor: LocalExecutor,
  { token, readOnlyToken }: { readonly token: string; readonly readOnlyToken: string },
): Daemon {
  const daemon: Daemon = {
    api_url: server.apiUrl,
    ws_url: server.wsUrl,
    token,
    read_only_token: readOnlyToken,
    project_id: executor.project.id,
    project_slug: executor.project.slug,
    pid: process.pid,
    state_dir: executor.stateDir,
  };
  writeDaemonFile(daemon);
  return daemon;
}
