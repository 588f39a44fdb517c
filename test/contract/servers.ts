import type { Client } from '../../src/client/client.ts';
import { startDocumentedApi } from '../helpers/documented-api.ts';
import { createRemoteTasks, type RemoteTasks } from '../helpers/remote-task.ts';
import { type Stack, startStack } from '../helpers/start-stack.ts';
import { taskSource } from '../helpers/temp-project.ts';

/** A server with a client of it, and the executor behind them. */
export interface Served extends AsyncDisposable {
  readonly stack: Stack;
  readonly client: Client;
  /** Holds attempts of `task:remote` in its hand. */
  readonly remote: RemoteTasks;
  /** True for the stand-in of the cloud, which has none of our additions. */
  readonly documentedOnly: boolean;
  /** In which generation it keeps schedules. */
  readonly generation: 'schedules' | 'cron-jobs';
}

/** The tasks that every contract test finds. */
export async function serveTasks(): Promise<{ stack: Stack; remote: RemoteTasks }> {
  const remote = await createRemoteTasks();
  const stack = await startStack({
    tasks: {
      hello: taskSource(
        'console.log("hello " + ctx.config.who); console.error("careful"); return { greeted: ctx.config.who };',
        { description: 'Greets', inputSchema: { type: 'object', properties: { who: { type: 'string' } } } },
      ),
      fails: taskSource('throw new Error("no paper");'),
      'reports/weekly': taskSource('return "report";', { schedulable: true }),
      broken: 'export default {',
      remote: remote.source,
    },
  });
  return { stack, remote };
}

async function serveLocal(): Promise<Served> {
  const { stack, remote } = await serveTasks();
  return {
    stack,
    remote,
    client: stack.client,
    documentedOnly: false,
    generation: 'schedules',
    async [Symbol.asyncDispose]() {
      await stack.stop();
      remote[Symbol.dispose]();
    },
  };
}

async function serveDocumented(cronJobsOnly: boolean): Promise<Served> {
  const { stack, remote } = await serveTasks();
  const api = await startDocumentedApi(stack.server.apiUrl, { cronJobsOnly });
  return {
    stack,
    remote,
    client: stack.connect({ apiUrl: api.apiUrl }),
    documentedOnly: true,
    generation: cronJobsOnly ? 'cron-jobs' : 'schedules',
    async [Symbol.asyncDispose]() {
      await stack.stop();
      await api[Symbol.asyncDispose]();
      remote[Symbol.dispose]();
    },
  };
}

/** The same suite holds for both: what is tested against one is true of the other. */
export const servers = [
  ['the local server', serveLocal],
  ['a server of the documented API alone', () => serveDocumented(false)],
] as const;

/** The same for schedules, which the older generation keeps as cron jobs. */
export const scheduleServers = [
  ...servers,
  ['a server that has cron jobs only', () => serveDocumented(true)],
] as const;
