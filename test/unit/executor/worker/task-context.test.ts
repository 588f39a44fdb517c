import { describe, expect, test } from 'vitest';
import { openPool } from '../../../helpers/open-pool.ts';
import { taskSource } from '../../../helpers/temp-project.ts';

describe('what a task is given', () => {
  test('names the run and the try, and a key that is the same in every try', async () => {
    await using pool = await openPool({
      names: taskSource('return [ctx.runId, ctx.attempt, ctx.idempotencyKey];'),
    });
    expect((await pool.begin('names', { runId: 'run-a' }).outcome).output).toEqual(['run-a', 1, 'run-a']);
    const second = pool.begin('names', { runId: 'run-a', attempt: 2 });
    expect((await second.outcome).output).toEqual(['run-a', 2, 'run-a']);
  });

  test.each([
    [`ctx.fail('Gone.', { retry: false });`, { kind: 'never' }],
    [`ctx.fail('Busy.', { retryAfterSeconds: 1.5 });`, { kind: 'after', delayMs: 1500 }],
    [`ctx.fail('Gone.', { retry: false, retryAfterSeconds: 9 });`, { kind: 'never' }],
    [`ctx.fail('Again.', { retry: true });`, null],
    [`ctx.fail('Just so.');`, null],
    [`throw Object.assign(new Error('Gone.'), { retry: false });`, { kind: 'never' }],
    [`throw Object.assign(new Error('Busy.'), { retryAfterSeconds: 0 });`, { kind: 'after', delayMs: 0 }],
    [`throw Object.assign(new Error('Odd.'), { retry: 0, retryAfterSeconds: -1 });`, null],
    [`throw Object.assign(new Error('Odd.'), { retryAfterSeconds: NaN });`, null],
    [`throw { retry: false };`, null],
  ])('says about a further try: %s', async (body, retry) => {
    await using pool = await openPool({ fails: taskSource(body) }, { spares: 0 });
    expect(await pool.begin('fails').outcome).toMatchObject({ reason: 'error', retry });
  });

  test('fails where the task calls for it, with its message', async () => {
    await using pool = await openPool({ fails: taskSource(`ctx.fail('The oven is cold.');`) });
    expect((await pool.begin('fails').outcome).error).toMatchObject({
      message: 'The oven is cold.',
      detail: { name: 'TaskFailure', file: 'tasks/fails.ts', line: 3 },
    });
  });

  test.each([
    [`ctx.fail('x', { retry: 'no' })`, 'ctx.fail: retry is true or false'],
    [`ctx.fail('x', { retryAfterSeconds: '5' })`, 'retryAfterSeconds is a number of seconds'],
    [`ctx.event('big', 'é'.repeat(40_000))`, 'larger than 64 KiB'],
  ])('refuses what makes no sense: %s', async (call, message) => {
    await using pool = await openPool({ wrong: taskSource(`${call};`) }, { spares: 0 });
    const { error } = await pool.begin('wrong').outcome;
    expect(error?.message).toContain(message);
  });
});
