import { describe, expect, test } from 'vitest';
import { openPool } from '../../../helpers/open-pool.ts';
import { taskSource } from '../../../helpers/temp-project.ts';

describe('an attempt', () => {
  test('gives the task its context and keeps what it returns and prints', async () => {
    await using pool = await openPool({
      greet: taskSource(`
        console.log('hello ' + ctx.config.who);
        console.error('to stderr');
        return { cwd: process.cwd(), project: ctx.projectId, environment: ctx.environmentId, aborted: ctx.signal.aborted };
      `),
    });
    const attempt = pool.begin('greet', { config: { who: 'Ada' }, environmentId: 'staging' });
    expect(await attempt.outcome).toEqual({
      reason: 'ok',
      output: { cwd: pool.dir, project: 'project-1', environment: 'staging', aborted: false },
      error: null,
      exitCode: 0,
      signal: null,
      retry: null,
      waiting: null,
    });
    expect(await attempt.log()).toBe('hello Ada\nto stderr\n');
    const { text } = await pool.logs.read(attempt.runId, 0, 10_000);
    expect(text).toMatch(/^\d{13}s attempt 1\n\d{13}o hello Ada\n\d{13}e to stderr\n$/);
  });

  test('does not run the task before its process is recorded', async () => {
    await using pool = await openPool({ quick: taskSource(`console.log('ran'); return Date.now();`) });
    const recorded = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const attempt = pool.begin(
      'quick',
      {},
      {
        onReady: async ({ pid, startTime }) => {
          expect(pid).toBeGreaterThan(0);
          expect(startTime).not.toBe('');
          asked.resolve();
          await recorded.promise;
        },
      },
    );
    await asked.promise;
    const releasedAt = Date.now();
    recorded.resolve();
    const { output } = await attempt.outcome;
    expect(Number(output)).toBeGreaterThanOrEqual(releasedAt);
  });

  test('does not run the task at all when recording it fails', async () => {
    await using pool = await openPool({ quick: taskSource(`console.log('ran');`) });
    const attempt = pool.begin('quick', {}, { onReady: () => Promise.reject(new Error('disk full')) });
    expect(await attempt.outcome).toMatchObject({ reason: 'lost', error: { code: 'not_recorded' } });
    expect(await attempt.log()).toBe('');
  });

  test('keeps the message, the code and the place of an error, and its stack in the log', async () => {
    await using pool = await openPool({
      bad: `class OvenError extends Error { name = 'OvenError'; code = 'OVEN_COLD'; }
export default {
  async run() {
    throw new OvenError('The oven is cold.');
  },
};
`,
    });
    const attempt = pool.begin('bad');
    expect(await attempt.outcome).toMatchObject({
      reason: 'error',
      exitCode: 1,
      error: {
        message: 'The oven is cold.',
        code: 'OVEN_COLD',
        detail: { name: 'OvenError', file: 'tasks/bad.ts', line: 4 },
      },
    });
    const { text } = await pool.logs.read(attempt.runId, 0, 100_000);
    expect(text).toMatch(/\d{13}e OvenError: The oven is cold\.\n\d{13}e {5}at .*bad\.ts:4/);
  });

  test.each([
    [
      'process.exit(7);',
      { reason: 'exit', exitCode: 7, error: { message: expect.stringContaining('exit 7') } },
    ],
    ['process.exit(0);', { reason: 'exit', exitCode: 0 }],
    [
      `process.kill(process.pid, 'SIGKILL'); await new Promise(() => setInterval(() => {}, 1000));`,
      {
        reason: 'signal',
        signal: 'SIGKILL',
        error: { message: expect.stringContaining('killed by SIGKILL') },
      },
    ],
    ['process.abort();', { reason: 'signal', signal: 'SIGABRT' }],
    ['await new Promise(() => {});', { reason: 'error', error: { code: 'task_never_finished' } }],
    [
      `setTimeout(() => { throw new Error('from a callback'); }); await new Promise(() => setInterval(() => {}, 1000));`,
      { reason: 'error', error: { message: 'from a callback', code: 'task_error' } },
    ],
    [
      `void Promise.reject(new Error('nobody caught')); await new Promise(() => setInterval(() => {}, 1000));`,
      { reason: 'error', error: { message: 'nobody caught' } },
    ],
    ['return 10n;', { reason: 'error', error: { code: 'task_output_invalid' } }],
    ['return () => 1;', { reason: 'error', error: { code: 'task_output_invalid' } }],
    ['const a = {}; a.a = a; return a;', { reason: 'error', error: { code: 'task_output_invalid' } }],
    [
      `return 'x'.repeat(2 ** 20);`,
      { reason: 'error', output: null, error: { code: 'result-too-large' }, retry: { kind: 'never' } },
    ],
    [
      `throw Object.assign(new Error('full'), { output: 'x'.repeat(2 ** 20) });`,
      { reason: 'error', output: null, error: { message: 'full' } },
    ],
    ['return undefined;', { reason: 'ok', output: null }],
    [`throw 'plain text';`, { reason: 'error', error: { message: 'plain text' } }],
    [`process.on('exit', () => { for (;;); }); return 1;`, { reason: 'ok', output: 1 }],
    ['process.disconnect(); return 2;', { reason: 'ok', output: 2 }],
    [`process.send({ kind: 'event', event: 'nonsense' }); return 3;`, { reason: 'ok', output: 3 }],
    [
      `(await import('node:fs')).closeSync(2); throw new Error('said in vain');`,
      { reason: 'error', error: { message: 'said in vain', detail: { file: 'tasks/ends.ts' } } },
    ],
    [
      `throw Object.assign(new Error('named'), { name: 'n'.repeat(100_000) });`,
      { reason: 'error', error: { message: 'named', detail: { name: 'n'.repeat(200) } } },
    ],
  ])('tells how a task ended: %s', async (body, expected) => {
    await using pool = await openPool({ ends: taskSource(body) }, { spares: 0 });
    expect(await pool.begin('ends').outcome).toMatchObject(expected);
  });

  test('tells a task that used up its memory from one that was killed', async () => {
    await using pool = await openPool(
      { greedy: taskSource('const all = []; for (;;) all.push(new Array(10_000).fill({}));') },
      { spares: 0, hostEnv: { ...process.env, NODE_OPTIONS: '--max-old-space-size=24' } },
    );
    expect(await pool.begin('greedy').outcome).toMatchObject({
      reason: 'out-of-memory',
      error: { code: 'out_of_memory' },
    });
  });

  test('takes no event of the executor’s own from a task that sends it around its context', async () => {
    const forged = JSON.stringify({ type: 'run.completed', level: 'info', message: 'x', payload: null });
    await using pool = await openPool({
      forger: taskSource(`
        const { appendFileSync } = await import('node:fs');
        ctx.event('own', 1);
        appendFileSync('.vfjobs/logs/run-1/1/events', ${JSON.stringify(`${forged}
nonsense
`)});
        ctx.event('own', 2);`),
    });
    const attempt = pool.begin('forger');
    await attempt.outcome;
    expect(attempt.events.map(({ type, payload }) => [type, payload])).toEqual([
      ['own', 1],
      ['own', 2],
    ]);
  });

  test('tells progress and events, the newest progress last', async () => {
    await using pool = await openPool({
      steps: taskSource(`
        for (let i = 0; i <= 1000; i += 1) ctx.progress(i, 1000, 'page ' + i);
        ctx.event('page.done', { message: 'All pages', n: 3 });
      `),
    });
    const attempt = pool.begin('steps');
    await attempt.outcome;
    const progress = attempt.events.filter(({ type }) => type === 'progress');
    expect(progress.length).toBeLessThan(20);
    expect(progress.at(-1)).toEqual({
      type: 'progress',
      level: 'info',
      message: '1000 of 1000: page 1000',
      payload: { done: 1000, total: 1000, note: 'page 1000' },
    });
    expect(await attempt.event('page.done')).toMatchObject({ message: 'All pages', payload: { n: 3 } });
  });

  test.each([
    `ctx.event('run.completed')`,
    `ctx.event('two words')`,
    `ctx.event('big', 'x'.repeat(70000))`,
    `ctx.progress('a', 2)`,
  ])('refuses what is no event of a task: %s', async (call) => {
    await using pool = await openPool({ wrong: taskSource(`${call};`) }, { spares: 0 });
    const attempt = pool.begin('wrong');
    expect(await attempt.outcome).toMatchObject({
      reason: 'error',
      error: { detail: { name: 'TypeError' } },
    });
    expect(attempt.events).toEqual([]);
  });
});
