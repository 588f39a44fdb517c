import { describe, expect, test, vi } from 'vitest';
import { openProject } from '../../../helpers/executor-project.ts';
import { makeFakeClock } from '../../../helpers/fake-clock.ts';
import { createScriptedPool } from '../../../helpers/scripted-pool.ts';
import { taskSource } from '../../../helpers/temp-project.ts';

/** Milliseconds, for a machine that is busy. */
const patience = 15_000;

const tasks = { hello: taskSource('return 1;') };

async function openRetrying(delayMs: number) {
  const pool = createScriptedPool();
  const fake = makeFakeClock();
  let offset = 0;
  const clock = { now: () => fake.now() + offset, after: fake.after };
  const project = await openProject(tasks, { pool, clock, concurrency: 1 });
  const { id } = await project.create();
  (await pool.next()).end({ reason: 'error', error: { message: 'no' }, retry: { kind: 'after', delayMs } });
  await project.until(id, (run) => run.status === 'pending' && run.attempt === 1);
  await vi.waitUntil(() => fake.delays.includes(30_000), patience);
  const setClock = (byMs: number) => {
    offset += byMs;
  };
  return { pool, fake, project, id, setClock };
}

describe('a delay that the target wished for', () => {
  test('stands on the record and is kept to', async () => {
    const { pool, fake, project, id } = await openRetrying(30_000);
    await using _ = project;
    expect(project.executor.getRun(id).notBefore).toBe('2026-01-01T00:00:30.000Z');
    fake.advance(29_999);
    expect(project.executor.getRun(id).status).toBe('pending');
    fake.advance(1);
    (await pool.next()).end();
    expect(await project.ended(id)).toMatchObject({ status: 'completed', attempt: 2 });
  });

  test('begins anew, and no longer, when the clock is set back', async () => {
    const { pool, fake, project, id, setClock } = await openRetrying(30_000);
    await using _ = project;
    setClock(-3_600_000);
    fake.advance(30_000);
    await vi.waitUntil(() => fake.delays.includes(30_000), patience);
    expect(project.executor.getRun(id).notBefore).toBe('2025-12-31T23:01:00.000Z');
    fake.advance(30_000);
    (await pool.next()).end();
    expect((await project.ended(id)).attempt).toBe(2);
  });

  test('is cut short when the clock was set back while no executor was there', async () => {
    const { project, id } = await openRetrying(30_000);
    await using _ = project;
    const pool = createScriptedPool();
    const clock = makeFakeClock(Date.parse('2025-06-01T00:00:00.000Z'));
    await project.reopen({ pool, clock });
    await vi.waitUntil(() => project.executor.getRun(id).notBefore === '2025-06-01T00:00:30.000Z', patience);
    await vi.waitUntil(() => clock.delays.includes(30_000), patience);
    clock.advance(30_000);
    (await pool.next()).end();
    expect((await project.ended(id)).attempt).toBe(2);
  });

  test('is over when the clock is set forward past it', async () => {
    const { pool, fake, project, id, setClock } = await openRetrying(30_000);
    await using _ = project;
    setClock(3_600_000);
    fake.advance(30_000);
    (await pool.next()).end();
    expect((await project.ended(id)).attempt).toBe(2);
  });
});
