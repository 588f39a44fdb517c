import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CronJobSchema, PaginatedCronJobsResponseSchema } from 'veryfront-jobs/jobs';
import { jobToWire } from '../../src/api/job.ts';
import { sampleRun } from './sample-run.ts';

type Json = Record<string, unknown>;

export interface ScheduleApi extends AsyncDisposable {
  readonly apiUrl: string;
  /** Method, path and body of each request that changes something. */
  readonly changes: string[];
}

const projectId = '8d3a1c52-9b7e-4f60-a1d2-3c4b5a697887';
const zeroes = '00000000-0000-4000-8000-';

/** A schedule as contract section 5.5 has it, with the members given instead. */
export function wireScheduleOf(number: number, members: Json = {}): Json {
  return {
    id: `${zeroes}00000000000${number}`,
    project_id: projectId,
    name: `schedule-${number}`,
    status: 'active',
    target: { kind: 'task', id: 'hello' },
    schedule: '*/15 * * * *',
    timezone: 'Europe/Stockholm',
    runtime_target_kind: 'main_branch',
    runtime_target_environment_id: null,
    runtime_target_branch_id: null,
    config: {},
    timeout_seconds: 1800,
    backoff_limit: 1,
    concurrency_policy: 'Forbid',
    last_scheduled_at: '2026-11-22T12:00:00.000Z',
    last_successful_at: null,
    created_by: null,
    run_as_user_id: null,
    created_at: '2026-01-01T00:00:00.000Z',
    updated_at: '2026-01-01T00:00:00.000Z',
    ...members,
  };
}

/** A cron job as contract section 3.13 has it, checked by Veryfront's published schema. */
export function wireCronJobOf(number: number, members: Json = {}): Json {
  const {
    target: _,
    runtime_target_kind: _kind,
    runtime_target_environment_id: _env,
    ...rest
  } = wireScheduleOf(number);
  return CronJobSchema.parse({
    ...rest,
    target: 'task:hello',
    environment_id: null,
    branch_id: null,
    ...members,
  });
}

export interface ScheduleApiOptions {
  readonly schedules?: readonly Json[] | undefined;
  readonly cronJobs?: readonly Json[] | undefined;
  /** Has our addition: a schedule's status can be changed. */
  readonly editable?: boolean | undefined;
}

/** A server of what is documented of schedules; without `schedules` it only has the older generation. */
export async function startScheduleApi(options: ScheduleApiOptions): Promise<ScheduleApi> {
  const routes = createRoutes(options);
  const changes: string[] = [];
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const { method = 'GET' } = request;
    const body = await bodyOf(request);
    if (method !== 'GET') changes.push(`${method} ${pathname} ${JSON.stringify(body)}`);
    const [status, json] = routes(method, pathname, searchParams, body) ?? [404, { error: 'Not found' }];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    changes,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

type Routes = (method: string, path: string, query: URLSearchParams, body: Json) => [number, unknown] | null;

const paths = /^\/projects\/[^/]+\/(schedules|cron-jobs)(?:\/([^/]+))?(?:\/(\w+))?$/;

function createRoutes({ schedules, cronJobs, editable }: ScheduleApiOptions): Routes {
  const trigger = createTrigger();
  const resources = new Map([
    ['cron-jobs', createResource(cronJobs ?? [], true, trigger)],
    ...(schedules === undefined
      ? []
      : [['schedules', createResource(schedules, editable === true, trigger)] as const]),
  ]);
  return (method, path, query, body) => {
    if (path === '/capabilities' && editable === true) return [200, editing];
    const [, kind = '', id, what] = paths.exec(path) ?? [];
    const resource = resources.get(kind);
    if (resource === undefined) return null;
    if (id === undefined) return method === 'GET' ? [200, listOf(kind, resource.all(), query)] : null;
    return resource.answer(method, id, body, `${kind}/${what}`);
  };
}

/** What one kind of path answers. */
function createResource(
  seed: readonly Json[],
  canChange: boolean,
  trigger: ReturnType<typeof createTrigger>,
) {
  const kept = new Map(seed.map((one) => [String(one['id']), one]));
  return {
    all: () => [...kept.values()],
    answer(method: string, id: string, body: Json, path: string): [number, unknown] | null {
      const one = kept.get(id);
      if (one === undefined) return null;
      if (method === 'GET') return [200, one];
      if (method === 'POST') return trigger(path, id, body);
      if (method !== 'PATCH' || !canChange) return null;
      kept.set(id, { ...one, ...body });
      return [200, kept.get(id)];
    },
  };
}

const editing = {
  server: 'x',
  version: '1',
  generations: ['runs'],
  abilities: { schedules: true, scheduleEdit: true },
};

/** Creates runs: of schedules one for each key, of cron jobs one for each request. */
function createTrigger() {
  const runs = new Map<string, string>();
  return (path: string, id: string, body: Json): [number, unknown] | null => {
    if (path === 'cron-jobs/trigger') {
      return [201, jobToWire(sampleRun({ id: `${zeroes}0000000000aa`, scheduleId: id }))];
    }
    if (path !== 'schedules/runs') return null;
    const key = String(body['idempotency_key']);
    const runId = runs.get(key) ?? `run-${runs.size + 1}`;
    runs.set(key, runId);
    return [201, { run_id: runId, run_execution_id: runId, schedule_id: id }];
  };
}

/** One cron job a page, so that a client has to go on; schedules come in one answer. */
function listOf(kind: string, all: readonly Json[], query: URLSearchParams): unknown {
  if (kind === 'schedules') return { schedules: all, source_schedules: [] };
  const after = all.findIndex(({ id }) => id === query.get('cursor'));
  const page = all.slice(after + 1, after + 2);
  const isLast = after + 2 >= all.length;
  return PaginatedCronJobsResponseSchema.parse({
    data: page,
    page_info: { self: null, first: null, next: isLast ? null : String(page[0]?.['id']), prev: null },
  });
}

async function bodyOf(request: IncomingMessage): Promise<Json> {
  const text = (await request.setEncoding('utf8').toArray()).join('');
  return text === '' ? {} : JSON.parse(text);
}
