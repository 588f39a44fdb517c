import { describe, expect, test } from 'vitest';
import { openPool } from '../../../helpers/open-pool.ts';
import { hasEnded } from '../../../helpers/process-end.ts';
import { taskSource } from '../../../helpers/temp-project.ts';

const forEver = 'await new Promise(() => setInterval(() => {}, 1000));';

describe('ending an attempt', () => {
  test('aborts the signal of the task first, with a reason that says why', async () => {
    await using pool = await openPool({
      polite: taskSource(`console.log('on');
        await new Promise((done) => { const alive = setInterval(() => {}, 1000);
          ctx.signal.addEventListener('abort', () => { clearInterval(alive); done(); }); });
        console.log(ctx.signal.reason.name); return 'partial';`),
    });
    const attempt = pool.begin('polite');
    await attempt.printed('on');
    attempt.end('timeout');
    expect(await attempt.outcome).toMatchObject({
      reason: 'timeout',
      output: null,
      error: { code: 'timeout', message: expect.stringContaining('60 s') },
      signal: null,
    });
    expect(await attempt.log()).toBe('on\nTimeoutError\n');
  });

  test('sends SIGTERM to a task that never looks at its signal', async () => {
    await using pool = await openPool({ deaf: taskSource(`console.log('on'); ${forEver}`) });
    const attempt = pool.begin('deaf');
    await attempt.printed('on');
    attempt.end('cancelled');
    expect(await attempt.outcome).toMatchObject({ reason: 'cancelled', error: null, signal: 'SIGTERM' });
  });

  test('ends a tight loop', async () => {
    await using pool = await openPool({ loop: taskSource(`console.log('on'); for (;;);`) });
    const attempt = pool.begin('loop');
    await attempt.printed('on');
    attempt.end('cancelled');
    expect(await attempt.outcome).toMatchObject({ reason: 'cancelled', signal: 'SIGTERM' });
  });

  test('kills a task that ignores SIGTERM', async () => {
    await using pool = await openPool({
      stubborn: taskSource(`process.on('SIGTERM', () => console.log('no')); console.log('on'); ${forEver}`),
    });
    const attempt = pool.begin('stubborn');
    await attempt.printed('on');
    attempt.end('cancelled');
    expect(await attempt.outcome).toMatchObject({ reason: 'cancelled', signal: 'SIGKILL' });
    expect(await attempt.log()).toBe('on\nno\n');
  });

  test.each([
    ['is ended', 'console.log("on");', forEver],
    ['finishes by itself', '', ''],
  ])('leaves no process behind when a task with children %s', async (_, announce, rest) => {
    await using pool = await openPool({
      parent: taskSource(`const { spawn } = await import('node:child_process');
        const { pid } = spawn('sleep', ['60'], { stdio: 'inherit' });
        ctx.event('started', pid); ${announce} ${rest}`),
    });
    const attempt = pool.begin('parent');
    const { payload } = await attempt.event('started');
    if (rest !== '') attempt.end('cancelled');
    await attempt.outcome;
    expect(await hasEnded(Number(payload), 1_000)).toBe(true);
  });

  test('lets a success stand that was reached without seeing the signal', async () => {
    const body = `console.log('on'); const end = Date.now() + 150; while (Date.now() < end); return 'done';`;
    // A grace that a busy machine does not use up.
    await using pool = await openPool({ busy: taskSource(body) }, { graceMs: 10_000 });
    const attempt = pool.begin('busy');
    await attempt.printed('on');
    attempt.end('cancelled');
    expect(await attempt.outcome).toMatchObject({ reason: 'ok', output: 'done' });
  });

  test('does not start a task that was ended before', async () => {
    await using pool = await openPool({ never: taskSource(`console.log('ran');`) });
    const attempt = pool.begin('never');
    attempt.end('cancelled');
    expect(await attempt.outcome).toMatchObject({ reason: 'cancelled', exitCode: null, signal: null });
    expect(await attempt.log()).toBe('');
  });

  test('keeps the first reason', async () => {
    await using pool = await openPool({ deaf: taskSource(`console.log('on'); ${forEver}`) });
    const attempt = pool.begin('deaf');
    await attempt.printed('on');
    attempt.end('timeout');
    attempt.end('cancelled');
    expect((await attempt.outcome).reason).toBe('timeout');
  });
});
