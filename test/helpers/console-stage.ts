import type { Client } from '../../src/client/client.ts';
import { createClient } from '../../src/client/create-client.ts';
import type { JsonObject } from '../../src/lib/json.ts';
import type { Run } from '../../src/model/run.ts';
import { type ConsoleDriver, type OpenConsole, openConsole } from './console-driver.ts';
import { daemonOf } from './daemon-of.ts';
import { createRemoteTasks, type RemoteAttempt } from './remote-task.ts';
import { type RunWatch, watchRuns } from './run-watch.ts';
import type { TaskSources } from './temp-project.ts';

/** A console on a project with remote-controlled tasks, and a second client of the same executor. */
export interface ConsoleStage extends AsyncDisposable {
  readonly console: ConsoleDriver;
  readonly client: Client;
  readonly watch: RunWatch;
  /** Creates a run past the console. */
  start(target: string, config?: JsonObject): Promise<Run>;
  /** Starts `task:remote` and waits until its attempt has begun. */
  startRemote(config?: JsonObject): Promise<{ readonly run: Run; readonly attempt: RemoteAttempt }>;
  /** The next attempt of a remote-controlled task, whoever created its run. */
  nextAttempt(): Promise<RemoteAttempt>;
}

/** Opens the console on a fresh project that has `task:remote` and the tasks given. */
export async function openStage(
  tasks: TaskSources = {},
  options: Omit<OpenConsole, 'project'> = {},
): Promise<ConsoleStage> {
  const remotes = await createRemoteTasks();
  const console = await openConsole({ ...options, project: { remote: remotes.source, ...tasks } });
  await console.see('LIVE');
  const client = clientOf(console.projectDir);
  const watch = watchRuns(client);
  const start = (target: string, config: JsonObject = {}) => client.runs.create({ target, config });
  return {
    console,
    client,
    watch,
    start,
    async startRemote(config = {}) {
      const run = await start('task:remote', config);
      return { run, attempt: await remotes.next() };
    },
    nextAttempt: () => remotes.next(),
    async [Symbol.asyncDispose]() {
      watch.close();
      await client.close();
      await console.close();
      remotes[Symbol.dispose]();
    },
  };
}

/** A client of the executor that serves a project now. */
export function clientOf(projectDir: string): Client {
  const daemon = daemonOf(projectDir);
  if (daemon === null) throw new Error(`no executor serves ${projectDir}`);
  return createClient({ apiUrl: daemon.api_url, token: daemon.token, project: daemon.project_id });
}
