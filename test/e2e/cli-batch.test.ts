import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wireRun } from '../../src/api/run.ts';
import { type CliProject, lastJson, openCliProject } from '../helpers/cli-project.ts';
import { taskSource } from '../helpers/temp-project.ts';

let project: CliProject;

beforeAll(() => {
  project = openCliProject({
    echo: taskSource('return ctx.config;'),
    fails: taskSource('throw new Error("the oven is cold");'),
    waits: taskSource(
      `const timer = setInterval(() => undefined, 1000);
       await new Promise((_, no) => ctx.signal.addEventListener("abort", () => { clearInterval(timer); no(ctx.signal.reason); }));`,
    ),
  });
});
afterAll(() => project[Symbol.asyncDispose]());

describe('a whole batch', () => {
  const batch = 'b0000000-0000-4000-8000-000000000002';

  test('has its failed runs retried on the word of the user, none of them twice', async () => {
    for (const target of ['echo', 'fails', 'fails']) {
      await project.vfjobs(['run', target, '--batch', batch, '--retries', '0', '--wait']);
    }
    const asked = await project.vfjobs(['retry', '--batch', batch]);
    expect(asked).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('Retry 2 runs of batch') });

    const done = await project.vfjobs(['retry', '--batch', batch, '--yes', '--json']);
    expect(lastJson(done.stdout)).toMatchObject({ changed: 2, batch: { job_count: 5, retried_count: 2 } });
    const rest = await project.vfjobs(['batch', batch]);
    expect(rest.stdout).toContain('2 of them retried');
  });

  test('has them retried at a pace, one after the other, and none of them twice', async () => {
    const paced = 'b0000000-0000-4000-8000-000000000005';
    for (let run = 0; run < 3; run++) {
      await project.vfjobs(['run', 'fails', '--batch', paced, '--retries', '0', '--wait']);
    }
    const retry = ['retry', '--batch', paced, '--yes', '--json', '--paced'];
    const start = performance.now();
    const done = await project.vfjobs([...retry, '120/min']);
    expect(lastJson(done.stdout)).toMatchObject({ changed: 3, batch: { job_count: 6, retried_count: 3 } });
    expect(performance.now() - start).toBeGreaterThan(1_000);

    const strange = await project.vfjobs([...retry, 'quickly']);
    expect(strange).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('such as 20/min') });
    const single = await project.vfjobs(['retry', '0199a3c2', '--paced', '20']);
    expect(single).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--paced is for a whole batch'),
    });
  });

  test('has what has not ended of it cancelled', async () => {
    const waiting = 'b0000000-0000-4000-8000-000000000003';
    await project.vfjobs(['run', 'waits', '--batch', waiting]);
    const last = await project.vfjobs(['run', 'waits', '--batch', waiting]);
    const done = await project.vfjobs(['cancel', '--batch', waiting, '--yes']);
    expect(done).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('2 runs cancelled') });
    const events = await project.vfjobs(['events', last.stdout.trim(), '--follow']);
    expect(events.stdout).toContain('run.cancelled');
    const again = await project.vfjobs(['cancel', '--batch', waiting, '--yes']);
    expect(again).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('Nothing to do: 2 cancelled'),
    });
  });

  test('is told as JSON also when nothing is left to do', async () => {
    const done = 'b0000000-0000-4000-8000-000000000004';
    await project.vfjobs(['run', 'echo', '--batch', done, '--wait']);
    for (const verb of ['cancel', 'retry']) {
      const { exitCode, stdout } = await project.vfjobs([verb, '--batch', done, '--yes', '--json']);
      expect(exitCode).toBe(0);
      expect(lastJson(stdout)).toMatchObject({ changed: 0, batch: { id: done, job_count: 1 } });
    }
  });

  test('is not mixed up with single runs', async () => {
    const both = await project.vfjobs(['cancel', '0199a3c2', '--batch', batch, '--yes']);
    expect(both).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('Runs and a batch are named'),
    });
    const neither = await project.vfjobs(['retry']);
    expect(neither).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('No run is named') });
  });
});

describe('a run after others', () => {
  async function runAfter(first: string, ...more: string[]) {
    const before = await project.vfjobs(['run', first, '--retries', '0']);
    const id = before.stdout.trim();
    const after = await project.vfjobs([
      'run',
      'echo',
      '--after',
      id.slice(0, -2),
      ...more,
      '--wait',
      '--json',
    ]);
    return { id, exitCode: after.exitCode, run: wireRun.parse(lastJson(after.stdout)) };
  }

  test('starts when they have completed', async () => {
    const { id, exitCode, run } = await runAfter('echo');
    expect(exitCode).toBe(0);
    expect(run).toMatchObject({ status: 'completed', depends_on: [id], waiting_for: [] });
  });

  test('fails when one of them fails, and says which', async () => {
    const { id, exitCode, run } = await runAfter('fails');
    expect(exitCode).toBe(1);
    expect(run).toMatchObject({ status: 'failed', reason: 'dependency', attempt: 0 });
    expect(run.reason_text).toContain(id);
  });

  test('starts all the same with --anyway', async () => {
    expect((await runAfter('fails', '--anyway')).run.status).toBe('completed');
  });

  test('is refused when one of them is unknown', async () => {
    const { exitCode, stderr } = await project.vfjobs(['run', 'echo', '--after', 'ffffffff']);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('There is no run "ffffffff"');
  });
});

test('the events of all runs of the last hour are printed, those of one level if wanted', async () => {
  await project.vfjobs(['run', 'fails', '--retries', '0', '--wait']);
  const all = await project.vfjobs(['events']);
  expect(all.stdout).toContain('Accepted task:echo');
  const errors = await project.vfjobs(['events', '--level', 'error']);
  expect(errors.stdout).toContain('the oven is cold');
  expect(errors.stdout).not.toContain('Accepted');
  const wrong = await project.vfjobs(['events', '--level', 'loud']);
  expect(wrong).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('There is no level "loud"') });
});

test.each([
  'run echo --anyway',
  'run deploy:site',
  'events 0199a3c2 --level error',
  'resume 0199a3c2 --comment why',
  'resume 0199a3c2 --for approval-1',
])('%s is refused: nothing is left out in silence', async (line) => {
  const { exitCode, stdout, stderr } = await project.vfjobs([...line.split(' '), '--json']);
  expect([exitCode, stdout]).toEqual([2, '']);
  const code = line.includes('deploy:') ? 'unsupported' : 'invalid';
  expect(JSON.parse(stderr).error).toMatchObject({ code, fix: expect.any(String) });
});
