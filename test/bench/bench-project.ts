import { writeFileSync } from 'node:fs';
import { createClient } from '../../src/client/create-client.ts';
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

/** A project in a temporary folder with its executor running as a process of its own. */
export interface BenchProject extends AsyncDisposable {
  readonly dir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly server: ServedProject;
  /** Creates a run that is tried once, and answers its id. */
  create(target: string, config?: JsonObject): Promise<string>;
  /** Resolves with the run when it has ended. */
  ended(runId: string): Promise<Run>;
  /** Creates that many runs that do nothing, and waits until they have completed. */
  seed(count: number): Promise<void>;
  /** Bytes that the log of a run holds without the prefix of its lines. */
  logText(runId: string): Promise<string>;
  /** Starts a run that does what it is told. */
  remote(): Promise<{ readonly runId: string; readonly attempt: RemoteAttempt }>;
  /** Opens the console in a pty of 120x40, attached to this executor, and waits for its list of runs. */
  openConsole(options?: { readonly bytesPerSecond?: number }): Promise<PtyProgram>;
}

/**
 * @param tasks besides `noop` and `remote`, which every project has
 * @param settings what `vfjobs.json` says
 */
export async function openBenchProject(
  tasks: TaskSources = {},
  settings: JsonObject = {},
): Promise<BenchProject> {
  const temp = makeTempDir('bench');
  const dir = `${temp.path}/project`;
  const remotes = await createRemoteTasks();
  writeProject(dir, { noop: taskSource(''), remote: remotes.source, ...tasks });
  writeFileSync(`${dir}/vfjobs.json`, JSON.stringify(settings));
  const env = isolatedEnv(temp.path);
  const server = await serveProject(dir, env);
  const client = createClient({ apiUrl: server.api_url, token: server.token, project: server.project_id });
  const watch = watchRuns(client);
  const consoles: PtyProgram[] = [];

  const create = async (target: string, config: JsonObject = {}) =>
    (await client.runs.create({ target, config, backoffLimit: 0 })).id;
  return {
    dir,
    env,
    server,
    create,
    ended: watch.ended,
    async seed(count) {
      const ids = await Promise.all(Array.from({ length: count }, () => create('task:noop')));
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
    async remote() {
      const runId = await create('task:remote');
      return { runId, attempt: await remotes.next() };
    },
    async openConsole({ bytesPerSecond } = {}) {
      const options = { file: process.execPath, args: [launcherPath], env, cwd: dir, bytesPerSecond };
      const pty = startInPty(options);
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
