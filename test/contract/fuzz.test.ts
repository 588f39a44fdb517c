import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Endpoint } from '../../src/api/endpoint.ts';
import { type EndpointId, endpoints } from '../../src/api/endpoints.ts';
import { wireProblem } from '../../src/api/problem.ts';
import type { JsonObject } from '../../src/lib/json.ts';
import { type HostileRequest, hostileRequests } from '../helpers/hostile-input.ts';
import { type Stack, startStack } from '../helpers/start-stack.ts';
import { taskSource } from '../helpers/temp-project.ts';

/** The same requests each time; `FUZZ_SEED` and `FUZZ_RUNS` ask for others. */
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_122);
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 60);
const answerWithinMs = 2000;
const batchId = '5f0c2f0e-6a1b-4c7d-9e21-0a1b2c3d4e5f';

/** Bodies that are accepted; requests differ from them in one place, or more. */
const goodBodies: Partial<Record<EndpointId, JsonObject>> = {
  'jobs.create': {
    name: 'fuzz',
    target: 'task:hello',
    config: { who: 'me' },
    batch_id: batchId,
    timeout_seconds: 9,
    backoff_limit: 0,
  },
  'runs.create': {
    kind: 'task',
    owner: { kind: 'project', id: 'test-project' },
    parent_run_id: 'run_1',
    request: {
      name: 'fuzz',
      target: 'task:hello',
      batch_id: batchId,
      config: { who: 'me' },
      input: [1],
      start_mode: 'manual',
      timeout_seconds: 9,
      backoff_limit: 1,
      on_dependency_failure: 'run',
    },
  },
  'runs.complete': { status: 'failed', metadata: { model: 'm' }, terminal_error_message: 'no' },
  'runs.resume': { type: 'approval', tool_call_id: 'a', result: { ok: true }, is_error: false },
  'uploads.create': { file_path: 'a/b.txt', content_type: 'text/plain', size: 3 },
  'files.write': { content: '# text' },
  'schedules.create': {
    name: 'fuzz',
    target: { kind: 'task', id: 'hello' },
    schedule: '0 3 * * *',
    timezone: 'Europe/Stockholm',
    config: { who: 'me' },
    timeout_seconds: 9,
    backoff_limit: 0,
    concurrency_policy: 'Forbid',
    missed_policy: 'latest',
    missed_max_age_seconds: 60,
    jitter_seconds: 5,
    start_at: '2099-01-01T00:00:00Z',
    end_at: '2099-06-01T00:00:00Z',
    max_runs: 3,
    health: { maxStalenessSeconds: 60 },
    note: 'n',
  },
  'schedules.update': { name: 'fuzz', schedule: '0 4 * * *', note: null, status: 'active' },
  'schedules.preview': { schedule: '0 3 * * *', timezone: 'UTC', count: 3, from: '2026-01-01T00:00:00Z' },
  'schedules.pause': { reason: 'r', until: '2099-01-01T00:00:00Z' },
  'schedules.resume': { missed_policy: 'skip' },
  'schedules.trigger': { run_name: 'n', idempotency_key: 'k' },
  'schedules.backfill': { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z', dry_run: true },
  'cronJobs.create': { name: 'fuzz', target: 'task:hello', schedule: '0 3 * * *', config: { who: 'me' } },
  'cronJobs.update': { name: 'fuzz', schedule: '0 4 * * *', config: {}, status: 'paused' },
};

let stack: Stack;
let runId: string;
let scheduleIds: string[];
/** How often each endpoint answered with each status: tests that refuse everything would prove little. */
const seen = new Map<EndpointId, Map<number, number>>();
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

beforeAll(async () => {
  // Nothing is executed: whatever changes, a request has changed it.
  stack = await startStack({
    tasks: {
      hello: taskSource('return 1;', {
        inputSchema: { type: 'object', properties: { who: { type: 'string' } }, additionalProperties: false },
      }),
    },
    executor: { concurrency: 0, spares: 0 },
  });
  mkdirSync(join(stack.dir, 'uploads'));
  writeFileSync(join(stack.dir, 'uploads/a.txt'), 'a');
  // Several: some requests end or delete one.
  const draft = { name: 's', target: 'task:hello', when: '0 3 * * *' };
  scheduleIds = await Promise.all(
    [1, 2, 3, 4].map(async () => (await stack.client.schedules.create(draft)).id),
  );
  runId = (await stack.client.runs.create({ target: 'task:hello', batchId })).id;
});
afterAll(async () => {
  agent.destroy();
  await stack.stop();
});

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** @throws Error when no answer comes in time */
function send(method: string, { path, body }: HostileRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${stack.token}`,
      ...(body === null ? {} : { 'content-type': 'application/json', 'content-length': body.length }),
    };
    const { port } = stack.server;
    const sent = httpRequest({ host: '127.0.0.1', port, agent, method, path, headers }, (answer) => {
      answer.setEncoding('utf8');
      const pieces: string[] = [];
      answer.on('data', (piece) => pieces.push(piece));
      answer.on('end', () => {
        const type = answer.headers['content-type'] ?? '';
        resolve({ status: answer.statusCode ?? 0, type, text: pieces.join('') });
      });
    });
    sent.setTimeout(answerWithinMs, () => sent.destroy(new Error(`no answer within ${answerWithinMs} ms`)));
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Everything that a request could have changed. */
function fingerprint(): string {
  const { executor } = stack;
  const newest = executor.listRuns({}, { limit: 100 }).items;
  const [event] = executor.listProjectEvents({
    from: 0,
    to: Date.now() + 1e9,
    limit: 1,
    order: 'newest-first',
  }).events;
  const state = [
    executor.countRuns({}),
    newest,
    event,
    executor.listBatches({ limit: 100 }),
    executor.schedules.list({}, { limit: 1000 }),
    executor.schedules.list({ status: 'deleting' }, { limit: 1000 }),
    scheduleIds.map((id) => [
      executor.schedules.listSlots(id, { limit: 100 }),
      executor.schedules.listEvents(id, 0, 10_000).length,
    ]),
    filesIn(stack.dir),
  ];
  return createHash('sha256').update(JSON.stringify(state)).digest('hex');
}

function filesIn(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes('.vfjobs'));
}

function count(id: EndpointId, status: number): void {
  const statuses = seen.get(id) ?? new Map<number, number>();
  seen.set(id, statuses.set(status, (statuses.get(status) ?? 0) + 1));
}

function expectAnswer({ status, type, text }: Answer): void {
  expect(status).toBeGreaterThanOrEqual(200);
  expect(status).toBeLessThan(500);
  const body: unknown = JSON.parse(text);
  if (status < 300) return;
  expect(type).toBe('application/problem+json');
  const problem = wireProblem.parse(body);
  expect(problem.message).not.toBe('');
  expect(text).not.toMatch(/sqlite|node_modules|\.ts:\d|test-token/i);
}

describe('whatever is sent', () => {
  test.each(Object.keys(endpoints) as EndpointId[])(
    'to %s, it is answered, and what is refused changes nothing',
    async (id) => {
      const endpoint: Endpoint = endpoints[id];
      const requests = hostileRequests(
        endpoint,
        {
          project: [stack.executor.project.slug, stack.executor.project.id],
          job: [runId],
          run: [runId, runId.slice(-8)],
          batch: [batchId],
          target: ['task:hello', 'task:none'],
          upload: ['a.txt', '../a.txt', batchId],
          file: ['knowledge/a.md', '.env'],
          schedule: [...scheduleIds, scheduleIds[0]?.slice(-8) ?? ''],
          cronJob: scheduleIds,
        },
        goodBodies[id],
      );
      let before = fingerprint();
      const property = fc.asyncProperty(requests, async (request) => {
        const answer = await send(endpoint.method, request);
        expectAnswer(answer);
        count(id, answer.status);
        const after = fingerprint();
        if (answer.status >= 400 || endpoint.method === 'GET') expect(after).toBe(before);
        before = after;
      });
      await fc.assert(property, { seed, numRuns, endOnFailure: true });
    },
  );

  test('reaches every endpoint, and most of them also with something that is right', () => {
    const ids = Object.keys(endpoints) as EndpointId[];
    const succeeded = ids.filter((id) => [...(seen.get(id)?.keys() ?? [])].some((status) => status < 300));
    expect(succeeded.length).toBeGreaterThan(ids.length * 0.8);
    for (const id of ids) {
      const statuses = [...(seen.get(id)?.keys() ?? [])];
      if (endpoints[id].path.includes(':')) expect(statuses.some((status) => status >= 400)).toBe(true);
    }
  });

  test('nothing of it was a bug of the server, and it still answers', async () => {
    expect(stack.bugs).toEqual([]);
    expect((await stack.client.runs.get(runId)).id).toBe(runId);
  });
});
