import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { AttemptSpec } from '../../../../src/executor/worker/worker-pool.ts';
import { makeFakeClock } from '../../../helpers/fake-clock.ts';
import { openPool, type TestPool } from '../../../helpers/open-pool.ts';
import { hasEnded } from '../../../helpers/process-end.ts';
import { taskSource, writeTask } from '../../../helpers/temp-project.ts';

const shared = { isolation: 'shared' } as const;
const forEver = 'await new Promise(() => setInterval(() => {}, 1000));';
const pid = taskSource('return process.pid;');

/** Runs a task to its end; answers what it returned. */
async function run(pool: TestPool, task: string, spec: Partial<AttemptSpec> = {}): Promise<unknown> {
  const outcome = await pool.begin(task, { ...shared, ...spec }).outcome;
  expect(outcome).toMatchObject({ reason: 'ok', error: null, exitCode: 0 });
  return outcome.output;
}

describe('runs of a target that shares its children', () => {
  test('follow each other in one process', async () => {
    await using pool = await openPool({ pid });
    const pids = new Set<unknown>();
    for (let i = 0; i < 5; i += 1) pids.add(await run(pool, 'pid'));
    expect(pids.size).toBe(1);
    expect(pids.has(process.pid)).toBe(false);
  });

  test('have a process each while they are at work', async () => {
    await using pool = await openPool({
      meet: taskSource(`ctx.event('here', process.pid);
        await new Promise((go) => { const wait = setInterval(() => {}, 1000);
          ctx.signal.addEventListener('abort', () => { clearInterval(wait); go(); }); });`),
    });
    const attempts = Array.from({ length: 3 }, () => pool.begin('meet', shared));
    const pids = await Promise.all(attempts.map(async (each) => (await each.event('here')).payload));
    expect(new Set(pids).size).toBe(3);
    for (const attempt of attempts) attempt.end('cancelled');
    await Promise.all(attempts.map(({ outcome }) => outcome));
  });

  test('have a log, events, facts and a process of their own', async () => {
    await using pool = await openPool({
      say: taskSource(`console.log('out', ctx.config.word); console.error('err', ctx.config.word);
        ctx.event('said', { word: ctx.config.word, id: process.env.RUN_EXECUTION_ID });`),
    });
    for (const word of ['one', 'two', 'three']) {
      const ready: number[] = [];
      const attempt = pool.begin(
        'say',
        { ...shared, config: { word } },
        { onReady: async (id) => void ready.push(id.pid) },
      );
      expect((await attempt.event('said')).payload).toEqual({ word, id: attempt.runId });
      expect((await attempt.outcome).reason).toBe('ok');
      expect(ready).toHaveLength(1);
      expect((await attempt.log()).split('\n').sort()).toEqual(['', `err ${word}`, `out ${word}`]);
      const total = pool.logs.totalBytes(attempt.runId);
      expect(attempt.facts()).toEqual({ log: { from: 0, to: total }, peakMemoryBytes: expect.any(Number) });
      expect(attempt.process()).toBeNull();
      expect(readdirSync(join(pool.dir, '.vfjobs/logs', attempt.runId)).sort()).toEqual(['1', 'log']);
      expect(readdirSync(pool.logs.attemptDir(attempt.runId, 1))).toEqual(['events']);
    }
  });

  test('leave no file when they print nothing', async () => {
    await using pool = await openPool({ pid });
    const attempt = pool.begin('pid', shared);
    await attempt.outcome;
    expect(existsSync(join(pool.dir, '.vfjobs/logs', attempt.runId))).toBe(false);
    expect(attempt.facts().log).toEqual({ from: 0, to: 0 });
    expect(attempt.facts().peakMemoryBytes).toBeGreaterThan(10_000_000);
  });

  test('return results of any size', async () => {
    await using pool = await openPool({ large: taskSource(`return 'x'.repeat(ctx.config.size);`) });
    for (const size of [10, 60_000, 70_000, 900_000]) {
      expect(await run(pool, 'large', { config: { size } })).toHaveLength(size);
    }
  });

  test('do not start before their process is recorded', async () => {
    await using pool = await openPool({ say: taskSource(`console.log('ran'); return process.pid;`) });
    const first = await run(pool, 'say');
    const refused = pool.begin('say', shared, { onReady: () => Promise.reject(new Error('no disk')) });
    expect(await refused.outcome).toMatchObject({ reason: 'lost', error: { code: 'not_recorded' } });
    expect(await refused.log()).toBe('');
    expect(await run(pool, 'say')).toBe(first);
  });

  test('take the child that was recorded with their claim', async () => {
    await using pool = await openPool({
      both: taskSource(`const { existsSync } = await import('node:fs');
        ctx.event('here', process.pid);
        while (!existsSync('go')) await new Promise((next) => setTimeout(next, 5)); return process.pid;`),
    });
    const pair = [0, 1].map(() => pool.begin('both', shared));
    await Promise.all(pair.map((attempt) => attempt.event('here')));
    writeFileSync(join(pool.dir, 'go'), '');
    await Promise.all(pair.map((attempt) => attempt.outcome));
    const idle = pool.waiting('task:both');
    expect(idle).toHaveLength(2);
    for (const id of idle) {
      const attempt = pool.begin('both', shared, {}, id);
      expect((await attempt.outcome).output).toBe(id.pid);
    }
    const [next] = pool.waiting('task:both');
    expect(await run(pool, 'both')).toBe(next?.pid);
  });

  test('see what those before have left in the process, but not their names', async () => {
    await using pool = await openPool({
      keep: taskSource(`globalThis.kept = (globalThis.kept ?? 0) + 1;
        return [globalThis.kept, process.env.RUN_BATCH_ID ?? null];`),
    });
    expect(await run(pool, 'keep', { batchId: 'batch-1' })).toEqual([1, 'batch-1']);
    expect(await run(pool, 'keep')).toEqual([2, null]);
  });

  test('are not ended by what their code sends in the name of another', async () => {
    await using pool = await openPool({
      forge:
        taskSource(`process.send({ kind: 'ended', runId: 'another', attempt: 1, outcome: '{}', residentBytes: 1 });
        await new Promise((next) => setImmediate(next)); return 'own';`),
    });
    expect(await run(pool, 'forge')).toBe('own');
  });

  test('never meet in one process, even when their code says that they are over', async () => {
    await using pool = await openPool({
      forge:
        taskSource(`const outcome = { reason: 'ok', output: process.pid, error: null, exitCode: 0, signal: null,
          retry: null, waiting: null };
        process.send({ kind: 'ended', runId: process.env.RUN_EXECUTION_ID, attempt: 1,
          outcome: JSON.stringify(outcome), residentBytes: 1 });
        ${forEver}`),
    });
    const forged = await run(pool, 'forge');
    const next = pool.begin('forge', shared);
    expect(await next.outcome).toMatchObject({ reason: 'exit', exitCode: 1 });
    expect(await hasEnded(Number(forged), 10)).toBe(true);
  });

  test('do not get the output that was printed between them', async () => {
    await using pool = await openPool({
      late: taskSource(`if (ctx.config.later) setTimeout(() => console.log('late'), 10); else console.log('mine');
        return process.pid;`),
    });
    const id = await run(pool, 'late', { config: { later: true } });
    const spares = join(pool.dir, '.vfjobs/logs/spares');
    const printed = () => readdirSync(spares).some((name) => statSync(join(spares, name, 'stdout')).size > 0);
    while (!printed()) await nextTurn();
    const attempt = pool.begin('late', shared);
    expect((await attempt.outcome).output).toBe(id);
    expect(await attempt.log()).toBe('mine\n');
  });
});

describe('a shared child is ended, and the next run gets another,', () => {
  test.each([
    ['after an error', `throw new Error('no');`, 'error'],
    ['after an error in a callback', `setTimeout(() => { throw new Error('no'); }); ${forEver}`, 'error'],
    ['when the task ends the process', 'process.exit(7);', 'exit'],
    ['when the task never finishes', 'await new Promise(() => {});', 'error'],
    ['when the task kills itself', `process.kill(process.pid, 'SIGKILL'); ${forEver}`, 'signal'],
  ])('%s', async (_, body, reason) => {
    await using pool = await openPool({
      work: taskSource(`console.log('on'); if (ctx.config.well) return process.pid; ${body}`),
    });
    const before = await run(pool, 'work', { config: { well: true } });
    const attempt = pool.begin('work', shared);
    expect(await attempt.outcome).toMatchObject({ reason, output: null });
    expect(await attempt.log()).toContain('on\n');
    expect(await hasEnded(Number(before), 10)).toBe(true);
    expect(await run(pool, 'work', { config: { well: true } })).not.toBe(before);
  });

  test('after a cancel, even when the task took notice', async () => {
    await using pool = await openPool({
      polite: taskSource(`if (!ctx.config.wait) return process.pid; ctx.event('on', process.pid);
        await new Promise((go) => { const wait = setInterval(() => {}, 1000);
          ctx.signal.addEventListener('abort', () => { clearInterval(wait); go(); }); });`),
    });
    const attempt = pool.begin('polite', { ...shared, config: { wait: true } });
    const { payload } = await attempt.event('on');
    attempt.end('cancelled');
    expect(await attempt.outcome).toMatchObject({ reason: 'cancelled', signal: null });
    expect(await hasEnded(Number(payload), 10)).toBe(true);
    expect(await run(pool, 'polite')).not.toBe(payload);
  });

  test('after a timeout in a tight loop, and runs beside it go on', async () => {
    await using pool = await openPool({
      work: taskSource(`ctx.event('on', process.pid); if (ctx.config.loop) for (;;); return process.pid;`),
    });
    const stuck = pool.begin('work', { ...shared, config: { loop: true } });
    const { payload } = await stuck.event('on');
    expect(await run(pool, 'work')).not.toBe(payload);
    stuck.end('timeout');
    expect(await stuck.outcome).toMatchObject({ reason: 'timeout', signal: 'SIGTERM' });
    expect(await run(pool, 'work')).not.toBe(payload);
  });

  test('with all that its runs have left running', async () => {
    await using pool = await openPool({
      parent: taskSource(`const { spawn } = await import('node:child_process');
        const { pid } = spawn('sleep', ['60'], { stdio: 'ignore' }); ctx.event('child', pid);
        if (ctx.config.fail) throw new Error('no');`),
    });
    const first = pool.begin('parent', shared);
    const second = first.outcome.then(() => pool.begin('parent', { ...shared, config: { fail: true } }));
    const children = [await first.event('child'), await (await second).event('child')];
    expect((await (await second).outcome).reason).toBe('error');
    for (const { payload } of children) expect(await hasEnded(Number(payload), 500)).toBe(true);
  });

  test('when the source of the task has changed', async () => {
    await using pool = await openPool({ work: taskSource('return [1, process.pid];') });
    expect(await run(pool, 'work')).toEqual([1, expect.any(Number)]);
    writeTask(pool.dir, 'work', taskSource('return [22, process.pid];'));
    expect(await run(pool, 'work')).toEqual([22, expect.any(Number)]);
  });

  test('when a run belongs to another environment', async () => {
    await using pool = await openPool({ pid });
    const first = await run(pool, 'pid', { environmentId: 'staging' });
    expect(await run(pool, 'pid', { environmentId: 'staging' })).toBe(first);
    expect(await run(pool, 'pid', { environmentId: 'production' })).not.toBe(first);
  });

  test('when it has grown', async () => {
    await using pool = await openPool({
      grow: taskSource(
        `(globalThis.kept ??= []).push(Buffer.alloc(ctx.config.bytes, 1)); return process.pid;`,
      ),
    });
    const first = await run(pool, 'grow', { config: { bytes: 1_000 } });
    expect(await run(pool, 'grow', { config: { bytes: 200_000_000 } })).toBe(first);
    expect(await run(pool, 'grow', { config: { bytes: 1_000 } })).not.toBe(first);
  });

  test('after 500 runs', async () => {
    await using pool = await openPool({ pid });
    const first = await run(pool, 'pid');
    for (let i = 1; i < 500; i += 1) expect((await pool.begin('pid', shared).outcome).output).toBe(first);
    expect(await run(pool, 'pid')).not.toBe(first);
  });

  test('when it had nothing to do for half a minute', async () => {
    const clock = makeFakeClock();
    await using pool = await openPool({ pid }, { clock });
    const first = Number(await run(pool, 'pid'));
    clock.advance(29_000);
    expect(await run(pool, 'pid')).toBe(first);
    clock.advance(29_000);
    expect(pool.waiting('task:pid')).toHaveLength(1);
    clock.advance(10_000);
    expect(await hasEnded(first, 2_000)).toBe(true);
    expect(await run(pool, 'pid')).not.toBe(first);
    expect(clock.pending).toBeLessThan(5);
  });

  test('when it is not needed beside sixteen others', async () => {
    await using pool = await openPool({
      wait: taskSource(`const { existsSync } = await import('node:fs'); ctx.event('here');
        while (!existsSync('go')) await new Promise((next) => setTimeout(next, 5));`),
    });
    const attempts = Array.from({ length: 17 }, () => pool.begin('wait', shared));
    await Promise.all(attempts.map((attempt) => attempt.event('here')));
    writeFileSync(join(pool.dir, 'go'), '');
    await Promise.all(attempts.map((attempt) => attempt.outcome));
    expect(pool.waiting('task:wait')).toHaveLength(16);
  });

  test('when it dies while it is idle', async () => {
    await using pool = await openPool({ pid });
    const first = Number(await run(pool, 'pid'));
    process.kill(first, 'SIGKILL');
    await hasEnded(first, 1_000);
    while (pool.waiting('task:pid').some((id) => id.pid === first)) await nextTurn();
    expect(await run(pool, 'pid')).not.toBe(first);
  });
});

describe('the pool of shared children', () => {
  test('ends a run that waits for a child when it is asked to', async () => {
    await using pool = await openPool({ pid });
    const attempt = pool.begin('pid', shared);
    attempt.end('cancelled');
    expect(await attempt.outcome).toMatchObject({ reason: 'cancelled', exitCode: null });
    expect(await attempt.log()).toBe('');
  });

  test('leaves no child and no file behind when it stops', async () => {
    const pool = await openPool({ pid, on: taskSource(`ctx.event('on', process.pid); ${forEver}`) });
    const idle = Number(await run(pool, 'pid'));
    const attempt = pool.begin('on', shared);
    const busy = Number((await attempt.event('on')).payload);
    await pool[Symbol.asyncDispose]();
    expect(await attempt.outcome).toMatchObject({ reason: 'lost' });
    for (const each of [idle, busy]) expect(await hasEnded(each, 10)).toBe(true);
  });

  test('serves many waiting runs with few children', async () => {
    await using pool = await openPool({ pid });
    const attempts = Array.from({ length: 40 }, () => pool.begin('pid', shared));
    const pids = (await Promise.all(attempts.map(({ outcome }) => outcome))).map(({ output }) => output);
    expect(new Set(pids).size).toBeLessThan(20);
  });

  test('says so when a child cannot be started', async () => {
    await using pool = await openPool({ pid }, { projectDir: '/nowhere/at/all' });
    expect(await pool.begin('pid', shared).outcome).toMatchObject({
      reason: 'lost',
      error: { code: 'worker_failed' },
    });
  });
});
