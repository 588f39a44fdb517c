import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '../../src/client/client.ts';
import { createClient } from '../../src/client/create-client.ts';
import { defaultStateDir } from '../../src/executor/state-dir.ts';
import type { JsonObject } from '../../src/lib/json.ts';
import type { Run } from '../../src/model/run.ts';
import { launcherPath } from '../helpers/built-program.ts';
import { isolatedEnv } from '../helpers/isolated-env.ts';
import { type PtyProgram, startInPty } from '../helpers/pty-program.ts';
import { createRemoteTasks, type RemoteAttempt } from '../helpers/remote-task.ts';
import { watchRuns } from '../helpers/run-watch.ts';
import { type ServedProject, serveProject } from '../helpers/serve-program.ts';
import { makeTempDir } from '../helpers/temp-dir.ts';
import { type TaskSources, taskSource, writeProject } from '../helpers/temp-project.ts';
import { fillStore, type StoreSize } from './fill-store.ts';

/** How a console of a bench is started. */
export interface BenchConsole {
  readonly bytesPerSecond?: number | undefined;
  /** How long what it prints is under way, in ms. */
  readonly delayMs?: number | undefined;
  /** In the context `office`; default: the executor of the folder, as a user without settings has it. */
  readonly inContext?: boolean | undefined;
}

/** A project in a temporary folder with its executor running as a process of its own. */
export interface BenchProject extends AsyncDisposable {
  readonly dir: string;
  readonly env: Readonly<Record<string, string>>;
  /** The same for a user whose settings hold a context, `office`: this executor, as if it were far away. */
  readonly contextEnv: Readonly<Record<string, string>>;
  readonly server: ServedProject;
  readonly client: Client;
  /** Creates a run that is tried once, and answers its id. */
  create(target: string, config?: JsonObject, batchId?: string): Promise<string>;
  /** Resolves with the run when it has ended. */
  ended(runId: string): Promise<Run>;
  /** Creates that many runs that do nothing, and waits until they have completed. */
  seed(count: number, batchId?: string): Promise<void>;
  /** Bytes that the log of a run holds without the prefix of its lines. */
  logText(runId: string): Promise<string>;
  /** Starts a run that does what it is told. */
  remote(batchId?: string): Promise<{ readonly runId: string; readonly attempt: RemoteAttempt }>;
  /** Opens the console in a pty of 120x40, attached to this executor, and waits for its list of runs. */
  openConsole(options?: BenchConsole): Promise<PtyProgram>;
}

/**
 * @param tasks besides `noop` and `remote`, which every project has
 * @param settings what `vfjobs.json` says
 * @param filled runs that the store holds before the executor starts
 */
export async function openBenchProject(
  tasks: TaskSources = {},
  settings: JsonObject = {},
  filled?: StoreSize,
): Promise<BenchProject> {
  const temp = makeTempDir('bench');
  const dir = `${temp.path}/project`;
  const remotes = await createRemoteTasks();
  writeProject(dir, { noop: taskSource(''), remote: remotes.source, ...tasks });
  writeFileSync(`${dir}/vfjobs.json`, JSON.stringify(settings));
  if (filled !== undefined) {
    mkdirSync(defaultStateDir(dir), { mode: 0o700 });
    fillStore(defaultStateDir(dir), filled);
  }
  const env = isolatedEnv(temp.path);
  const server = await serveProject(dir, env);
  const client = createClient({ apiUrl: server.api_url, token: server.token, project: server.project_id });
  const watch = watchRuns(client);
  const consoles: PtyProgram[] = [];
  const contextEnv = isolatedEnv(join(temp.path, 'of-context'));
  writeContext(join(temp.path, 'of-context', 'config', 'vfjobs'), server);

  const create = async (target: string, config: JsonObject = {}, batchId?: string) =>
    (await client.runs.create({ target, config, batchId, backoffLimit: 0 })).id;
  return {
    dir,
    env,
    contextEnv,
    server,
    client,
    create,
    ended: watch.ended,
    async seed(count, batchId) {
      const ids = await Promise.all(Array.from({ length: count }, () => create('task:noop', {}, batchId)));
      await Promise.all(ids.map(watch.ended));
    },
    async logText(runId) {
      let text = '';
      for (let at = 0; ; ) {
        const chunk = await client.runs.log(runId, at, 1_000_000);
        text += chunk.text;
        at = chunk.nextByte;
        if (at >= chunk.totalBytes) return text;
      }
    },
    async remote(batchId) {
      const runId = await create('task:remote', {}, batchId);
      return { runId, attempt: await remotes.next() };
    },
    async openConsole({ inContext = false, ...way } = {}) {
      const where = inContext
        ? { args: [launcherPath, '--context', contextName], env: contextEnv }
        : { args: [launcherPath], env };
      const pty = startInPty({ file: process.execPath, ...where, cwd: dir, ...way });
      consoles.push(pty);
      await pty.waitFor(/LIVE[\s\S]*task:/, 30_000);
      return pty;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(consoles.map((pty) => pty.close()));
      watch.close();
      await client.close();
      remotes[Symbol.dispose]();
      await server[Symbol.asyncDispose]();
      temp.remove();
    },
  };
}

const contextName = 'office';

function writeContext(folder: string, { api_url, token, project_id }: ServedProject): void {
  mkdirSync(folder, { recursive: true });
  const context = { name: contextName, apiUrl: api_url, token, project: project_id, readOnly: false };
  const settings = { contexts: [context], currentContext: contextName };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(settings), { mode: 0o600 });
}
