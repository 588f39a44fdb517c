import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openPool } from '../../../helpers/open-pool.ts';
import { hasEnded } from '../../../helpers/process-end.ts';
import { taskSource } from '../../../helpers/temp-project.ts';

const pidTask = { pid: taskSource('return { pid: process.pid, parent: process.ppid };') };

describe('the worker pool', () => {
  test('uses a process once, and has the next one booted ahead', async () => {
    await using pool = await openPool(pidTask);
    const pids: number[] = [];
    for (let i = 0; i < 3; i += 1) {
      const attempt = pool.begin('pid', {}, { onReady: async ({ pid }) => void pids.push(pid) });
      expect((await attempt.outcome).output).toEqual({ pid: pids[i], parent: process.pid });
      expect(readdirSync(join(pool.dir, '.vfjobs/logs/spares'))).toHaveLength(1);
    }
    expect(new Set(pids).size).toBe(3);
  });

  test('boots nothing before the first attempt', async () => {
    await using pool = await openPool(pidTask);
    expect(existsSync(join(pool.dir, '.vfjobs/logs/spares'))).toBe(false);
  });

  test('executes several attempts at once', async () => {
    await using pool = await openPool({
      meet: taskSource(`ctx.event('here', null);
        await new Promise((go) => { const wait = setInterval(() => {}, 1000);
          ctx.signal.addEventListener('abort', () => { clearInterval(wait); go(); }); });`),
    });
    const attempts = Array.from({ length: 4 }, () => pool.begin('meet'));
    await Promise.all(attempts.map((attempt) => attempt.event('here')));
    for (const attempt of attempts) attempt.end('cancelled');
    const outcomes = await Promise.all(attempts.map((attempt) => attempt.outcome));
    expect(outcomes.map(({ reason }) => reason)).toEqual(Array(4).fill('cancelled'));
  });

  test('ends what is running as lost when it stops, and leaves no child', async () => {
    const pids: number[] = [];
    const pool = await openPool({ on: taskSource(`ctx.event('here', process.pid); for (;;);`) });
    const attempt = pool.begin('on');
    pids.push(Number((await attempt.event('here')).payload));
    await pool[Symbol.asyncDispose]();
    expect(await attempt.outcome).toMatchObject({ reason: 'lost', error: { code: 'lost' } });
    expect(await hasEnded(pids[0] ?? 0, 500)).toBe(true);
  });

  test('says so when a child cannot be started', async () => {
    await using pool = await openPool(pidTask, { projectDir: '/nowhere/at/all' });
    expect(await pool.begin('pid').outcome).toMatchObject({
      reason: 'lost',
      error: { code: 'worker_failed' },
    });
    expect(readdirSync(join(pool.dir, '.vfjobs/logs/spares'))).toEqual([]);
  });
});
