import '../helpers/quiet-sdk.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
// The newer SDK registers its schema library with this import (contract section 19.16).
import 'veryfront';
import { VeryfrontRunsClient } from 'veryfront/runs';
import type { RemoteTasks } from '../helpers/remote-task.ts';
import { runEnded, runIs } from '../helpers/run-ended.ts';
import type { Stack } from '../helpers/start-stack.ts';
import { serveTasks } from './servers.ts';

let stack: Stack;
let remote: RemoteTasks;
beforeAll(async () => {
  ({ stack, remote } = await serveTasks());
});
afterAll(async () => {
  await stack.stop();
  remote[Symbol.dispose]();
});

// Judges of the newer generation: the published SDK, unmodified. It parses every answer with its own schemas.
describe.each([
  ['an API URL as it is', ''],
  ['an API URL with a slash at the end', '/'],
])('veryfront/runs with %s', (_, ending) => {
  let runs: VeryfrontRunsClient;
  beforeAll(() => {
    runs = new VeryfrontRunsClient({
      apiUrl: stack.server.apiUrl + ending,
      authToken: stack.token,
      projectReference: stack.executor.project.id,
      retry: { maxRetries: 0 },
    });
  });

  function start(
    target: `task:${string}`,
    more: { publicId?: string; batchId?: string; backoffLimit?: number } = {},
  ) {
    return runs.createTaskRun({ projectId: stack.executor.project.id, target, ...more });
  }

  test('creates a task run and gets it when it has completed', async () => {
    const { accepted, run } = await runs.createTaskRun({
      projectId: stack.executor.project.id,
      name: 'Greet',
      target: 'task:hello',
      config: { who: 'sdk' },
      timeoutSeconds: 9,
      backoffLimit: 0,
      runtimeTargetKind: 'main_branch',
    });
    expect(accepted).toBe(true);
    expect(run).toMatchObject({
      kind: 'task',
      target: 'task:hello',
      owner: { kind: 'project', id: stack.executor.project.id },
      root_run_id: run.run_id,
      runtime_target_kind: 'main_branch',
      timeout_seconds: 9,
      backoff_limit: 0,
    });
    await runEnded(stack.executor, run.run_id);
    expect(await runs.get(run.run_id)).toMatchObject({
      run_id: run.run_id,
      status: 'completed',
      output: { greeted: 'sdk' },
      error: null,
      exit_code: 0,
      artifacts: [],
      logs: expect.stringContaining('hello sdk\n'),
    });
  });

  test('may name the project by its slug', async () => {
    const { slug, id } = stack.executor.project;
    const { run } = await runs.createTaskRun({ projectId: slug, target: 'task:hello' });
    expect(run.owner.id).toBe(id);
  });

  test('gets the first run for a repeated public id', async () => {
    const publicId = crypto.randomUUID();
    const first = await start('task:hello', { publicId });
    const second = await start('task:hello', { publicId });
    expect(first.duplicate).toBe(false);
    expect(second).toMatchObject({ duplicate: true, run: { run_id: first.run.run_id } });
    expect((await runs.get(publicId)).run_id).toBe(first.run.run_id);
  });

  test('gets the first run also when the rest of the body is another', async () => {
    const publicId = crypto.randomUUID();
    const first = await start('task:hello', { publicId });
    const second = await start('task:fails', { publicId, backoffLimit: 0 });
    expect(second).toMatchObject({
      duplicate: true,
      run: { run_id: first.run.run_id, target: 'task:hello' },
    });
  });

  test('sees the error of a run that failed', async () => {
    const { run } = await start('task:fails', { backoffLimit: 0 });
    await runEnded(stack.executor, run.run_id);
    const { status, error } = await runs.get(run.run_id);
    expect(status).toBe('failed');
    expect(error?.message).toContain('no paper');
  });

  test('lists newest first, page by page', async () => {
    const older = await start('task:hello');
    const newer = await start('task:hello');
    const first = await runs.list({ limit: 1 });
    const second = await runs.list({ limit: 1, cursor: first.page_info.next ?? '' });
    expect([...first.data, ...second.data].map((run) => run.run_id)).toEqual([
      newer.run.run_id,
      older.run.run_id,
    ]);
  });

  test('reads events in order and goes on after the last', async () => {
    const { run } = await start('task:hello');
    await runEnded(stack.executor, run.run_id);
    const all = await runs.events(run.run_id);
    expect(all.data.map((event) => event.event_type)).toEqual([
      'run.accepted',
      'run.started',
      'run.completed',
    ]);
    const first = await runs.events(run.run_id, { limit: 1 });
    const rest = await runs.events(run.run_id, { afterEventId: first.data[0]?.event_id ?? 0 });
    expect([...first.data, ...rest.data]).toEqual(all.data);
  });

  test('cancels a run, once', async () => {
    const { run } = await start('task:remote');
    const attempt = await remote.next();
    await runIs(stack.executor, run.run_id, 'running');
    expect((await runs.cancel(run.run_id)).cancelled).toBe(true);
    await attempt.gone;
    await runEnded(stack.executor, run.run_id);
    expect(await runs.cancel(run.run_id)).toMatchObject({ cancelled: false, run: { status: 'cancelled' } });
  });

  test('is told in a sentence that evals are not executed here', async () => {
    const projectId = stack.executor.project.id;
    await expect(runs.createEvalRun({ projectId, target: 'eval:quality' })).rejects.toMatchObject({
      status: 422,
      context: { details: { responseText: expect.stringContaining('does not run evals') } },
    });
  });

  test('is told its mistake at once', async () => {
    await expect(start('workflow:ship' as `task:${string}`)).rejects.toMatchObject({ status: 400 });
    await expect(start('task:none')).rejects.toMatchObject({ status: 404 });
    await expect(runs.get('nothing')).rejects.toMatchObject({ status: 404 });
    await expect(runs.list({ limit: 0 })).rejects.toMatchObject({ status: 400 });
  });
});
