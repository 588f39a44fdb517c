import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wireProblem } from '../../src/api/problem.ts';
import { openExecutor } from '../../src/executor/open-executor.ts';
import { defaultSettings } from '../../src/executor/settings/executor-settings.ts';
import { startServer } from '../../src/server/start-server.ts';
import { type Stack, startStack } from '../helpers/start-stack.ts';
import { makeTempDir } from '../helpers/temp-dir.ts';
import { taskSource, writeProject } from '../helpers/temp-project.ts';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack({ tasks: { hello: taskSource('return 1;') } });
});
afterAll(() => stack.stop());

async function ask(path: string, init: RequestInit = {}) {
  const answer = await fetch(`${stack.server.apiUrl}${path}`, {
    ...init,
    headers: { authorization: 'Bearer test-token', 'content-type': 'application/json' },
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as unknown };
}

describe('a refusal', () => {
  test.each([
    ['an unknown path', 'GET', '/nowhere', 404, 'nothing at this path'],
    ['an unknown project', 'GET', '/projects/other/jobs', 404, 'no project "other"'],
    ['another method', 'PUT', '/runs', 405, 'only POST'],
    [
      'a limit out of range',
      'GET',
      '/projects/test-project/jobs?limit=0',
      400,
      'limit must be a whole number, 1…100',
    ],
    ['a limit that is no number', 'GET', '/projects/test-project/runs?limit=ten', 400, '1…100'],
    ['a bad cursor', 'GET', '/projects/test-project/jobs?cursor=bent', 400, 'cursor'],
    ['a bad event cursor', 'GET', '/projects/test-project/jobs/x/events?cursor=bent', 400, 'cursor'],
    ['an unknown status', 'GET', '/projects/test-project/jobs?status=done', 400, 'submitted, working'],
    ['an unknown job', 'GET', `/projects/test-project/jobs/${crypto.randomUUID()}`, 404, 'no run'],
  ])('for %s is a problem that says so', async (_, method, path, status, part) => {
    const answer = await ask(path, { method });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const problem = wireProblem.parse(answer.body);
    expect(problem.status).toBe(status);
    expect(problem.detail).toContain(part);
  });

  test.each([
    ['nothing', '', 'empty'],
    ['half of JSON', '{"name":', 'not valid JSON'],
    ['a list', '[]', 'must be an object'],
    ['no target', '{"name":"a"}', 'target is required'],
    ['a config that is a list', '{"name":"a","target":"task:hello","config":[]}', 'config must be an object'],
    ['a long wait', '{"name":"a","target":"task:hello","timeout_seconds":86401}', '1…86,400'],
    ['a fraction', '{"name":"a","target":"task:hello","backoff_limit":0.5}', '0…100'],
    [
      'a target without end',
      JSON.stringify({ name: 'a', target: `task:${'x'.repeat(900_000)}` }),
      'at most 1024',
    ],
    [
      'ten thousand lists in one another',
      `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
      'more than 500 values',
    ],
    ['a polluted prototype', '{"__proto__":{"name":"a"}}', 'name is required'],
  ])('for a body of %s names the field', async (_, body, part) => {
    const answer = await ask('/projects/test-project/jobs', { method: 'POST', body });
    expect(answer.status).toBe(400);
    expect(wireProblem.parse(answer.body).detail).toContain(part);
  });

  test.each([
    [
      'a target of another kind',
      { kind: 'workflow', request: { target: 'task:hello' } },
      400,
      'not of kind workflow',
    ],
    ['no target', { kind: 'task', request: {} }, 400, 'request.target is required'],
    ['an owner elsewhere', { owner: { kind: 'project', id: 'other' } }, 404, 'no project "other"'],
    ['a conversation', { owner: { kind: 'conversation', id: 'c' } }, 422, 'conversation'],
  ])('for a run with %s says why', async (_, members, status, part) => {
    const base = {
      kind: 'task',
      owner: { kind: 'project', id: 'test-project' },
      request: { target: 'task:hello' },
    };
    const answer = await ask('/runs', { method: 'POST', body: JSON.stringify({ ...base, ...members }) });
    expect(answer.status).toBe(status);
    expect(wireProblem.parse(answer.body).detail).toContain(part);
  });

  test('of a method names those that are possible', async () => {
    expect((await ask('/runs', { method: 'DELETE' })).headers.get('allow')).toBe('POST');
  });
});

describe('a server that has too much to do', () => {
  test('says so, names the limit, and when to ask again', async () => {
    const settings = {
      ...defaultSettings,
      limits: { ...defaultSettings.limits, queueLength: 1, concurrency: 0 },
    };
    await using full = await startStack({
      tasks: { hello: taskSource('return 1;') },
      executor: { settings },
    });
    const create = () =>
      fetch(`${full.server.apiUrl}/projects/test-project/jobs`, {
        method: 'POST',
        headers: { authorization: `Bearer ${full.token}`, 'content-type': 'application/json' },
        body: '{"name":"a","target":"task:hello"}',
      });
    expect((await create()).status).toBe(201);
    const refused = await create();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1']);
    const problem = wireProblem.parse(await refused.json());
    expect(problem.code).toBe('busy');
    expect(`${problem.message} ${problem.suggestion}`).toContain('queueLength');
  });
});

describe('what is not refused', () => {
  test('a cancel that announces JSON and sends none', async () => {
    const created = await ask('/projects/test-project/jobs', {
      method: 'POST',
      body: '{"name":"a","target":"task:hello","extraKey":1}',
    });
    expect(created.status).toBe(201);
    const { id } = created.body as { id: string };
    expect((await ask(`/projects/test-project/jobs/${id}/cancel`, { method: 'POST' })).status).toBe(200);
  });

  test('a body whose length is not announced', async () => {
    const bytes = new TextEncoder().encode('{"name":"a","target":"task:hello"}');
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(bytes.slice(0, 9));
        controller.enqueue(bytes.slice(9));
        controller.close();
      },
    });
    const init = { method: 'POST', body, duplex: 'half' } as const;
    expect((await ask('/projects/test-project/jobs', init)).status).toBe(201);
  });

  test('slashes in front, and encoded segments', async () => {
    expect((await ask('//projects/test-project/job-targets/task%3Ahello')).status).toBe(200);
    expect((await ask('///projects/test%2Dproject')).status).toBe(200);
  });

  test('a question for the head alone', async () => {
    const { status } = await fetch(`${stack.server.apiUrl}/me`, {
      method: 'HEAD',
      headers: { authorization: 'Bearer test-token' },
    });
    expect(status).toBe(200);
  });

  test('the document that describes the API', async () => {
    const { status, body } = await ask('/openapi.json');
    expect(status).toBe(200);
    expect(body).toMatchObject({ openapi: '3.1.0', info: { version: '0.0.0-test' } });
  });
});

describe('starting', () => {
  test('on a port in use says which', async () => {
    const { port } = stack.server;
    const start = startServer({ executor: stack.executor, token: 't', version: '1', port });
    await expect(start).rejects.toMatchObject({
      kind: 'conflict',
      message: `Port ${port} on 127.0.0.1 is in use by another process`,
    });
  });

  test('on an address of another machine says so', async () => {
    const start = startServer({ executor: stack.executor, token: 't', version: '1', host: '192.0.2.1' });
    await expect(start).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringContaining('192.0.2.1'),
    });
  });

  test('over storage that fails later keeps the details from the caller', async () => {
    using dir = makeTempDir('closed');
    writeProject(dir.path, {});
    const executor = await openExecutor({ projectDir: dir.path });
    const bugs: unknown[] = [];
    const server = await startServer({
      executor,
      token: 't',
      version: '1',
      onError: (bug) => bugs.push(bug),
    });
    await executor.stop({ drainMs: 0 });
    const answer = await fetch(`${server.apiUrl}/projects/${executor.project.id}/runs`, {
      headers: { 'x-api-key': 't' },
    });
    expect(answer.status).toBe(500);
    const text = await answer.text();
    expect(text).not.toMatch(/sqlite|database|\.ts|at /i);
    expect(bugs).toHaveLength(1);
    await server.close();
  });
});
