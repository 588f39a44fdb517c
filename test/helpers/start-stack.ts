import type { Client } from '../../src/client/client.ts';
import { type ClientOptions, createClient } from '../../src/client/create-client.ts';
import { type ExecutorOptions, type LocalExecutor, openExecutor } from '../../src/executor/open-executor.ts';
import type { Clock } from '../../src/lib/clock.ts';
import type { SlowLimits } from '../../src/server/limits.ts';
import { type RunningServer, startServer } from '../../src/server/start-server.ts';
import { makeTempDir } from './temp-dir.ts';
import { type TaskSources, writeProject } from './temp-project.ts';

export interface StackOptions {
  /** The project's tasks by id. */
  readonly tasks: TaskSources;
  readonly executor?: Partial<ExecutorOptions> | undefined;
  /** The clock of the server alone. */
  readonly serverClock?: Clock | undefined;
  /** What slow clients are given. */
  readonly serverLimits?: Partial<SlowLimits> | undefined;
}

/** A project with its executor, its server and a client of it; everything real, gone at the end. */
export interface Stack extends AsyncDisposable {
  /** The project's folder. */
  readonly dir: string;
  readonly token: string;
  /** May look and change nothing. */
  readonly readOnlyToken: string;
  readonly executor: LocalExecutor;
  readonly server: RunningServer;
  readonly client: Client;
  /** Failures that the server kept from its callers: bugs. */
  readonly bugs: readonly unknown[];
  /** Another client; it is closed with the rest. */
  connect(options?: Partial<ClientOptions>): Client;
  stop(): Promise<void>;
}

export async function startStack(options: StackOptions): Promise<Stack> {
  const dir = makeTempDir('stack');
  writeProject(dir.path, options.tasks);
  const token = 'test-token';
  const readOnlyToken = 'test-token-read-only';
  const bugs: unknown[] = [];
  const executor = await openExecutor({ projectDir: dir.path, graceMs: 200, spares: 1, ...options.executor });
  const server = await startServer({
    executor,
    token,
    readOnlyToken,
    version: '0.0.0-test',
    clock: options.serverClock,
    limits: options.serverLimits,
    onError: (error) => bugs.push(error),
  });
  const clients: Client[] = [];
  const connect = (more: Partial<ClientOptions> = {}) => {
    const client = createClient({ apiUrl: server.apiUrl, token, project: executor.project.slug, ...more });
    clients.push(client);
    return client;
  };
  const stop = async () => {
    await Promise.all(clients.map((client) => client.close()));
    await server.close();
    await executor.stop({ drainMs: 0 });
    dir.remove();
  };
  return {
    dir: dir.path,
    token,
    readOnlyToken,
    executor,
    server,
    client: connect(),
    bugs,
    connect,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
