import { describe, expect, test } from 'vitest';
import { openPool } from '../../../helpers/open-pool.ts';
import { hasEnded } from '../../../helpers/process-end.ts';
import { taskSource } from '../../../helpers/temp-project.ts';

const mib = 1_048_576;
const hold = (mebibytes: number) => `globalThis.kept = Buffer.alloc(${mebibytes * mib}, 1);`;
const forEver = 'await new Promise(() => setInterval(() => {}, 1000));';

describe('what is known of an attempt', () => {
  test('is the part of the log that is its own', async () => {
    await using pool = await openPool({ say: taskSource('console.log(ctx.config.word);') });
    const first = pool.begin('say', { runId: 'one', attempt: 1, config: { word: 'first' } });
    await first.outcome;
    const second = pool.begin('say', { runId: 'one', attempt: 2, config: { word: 'second' } });
    await second.outcome;
    const { log } = first.facts();
    expect(log).toEqual({ from: 0, to: second.facts().log?.from });
    expect(second.facts().log?.to).toBe(pool.logs.totalBytes('one'));
    const from = log?.to ?? 0;
    expect((await pool.logs.read('one', from, 10_000)).text).toContain('second');
    expect((await pool.logs.read('one', 0, from)).text).toContain('first');
  });

  test('is its process while it has one', async () => {
    await using pool = await openPool({ wait: taskSource(`ctx.event('on', process.pid); ${forEver}`) });
    const attempt = pool.begin('wait');
    expect(attempt.process()).toBeNull();
    const { payload } = await attempt.event('on');
    expect(attempt.process()?.pid).toBe(payload);
    attempt.end('cancelled');
    await attempt.outcome;
    expect(attempt.process()).toBeNull();
  });

  test('is no log and no process for one that was ended before it started', async () => {
    await using pool = await openPool({ never: taskSource('') });
    const attempt = pool.begin('never');
    attempt.end('cancelled');
    await attempt.outcome;
    expect(attempt.facts()).toEqual({ log: null, peakMemoryBytes: null });
  });
});

describe('an attempt that takes more memory than it may', () => {
  test('is killed at once, without a grace', async () => {
    await using pool = await openPool(
      { greedy: taskSource(`ctx.event('on', process.pid); ${hold(200)} ${forEver}`) },
      { graceMs: 3_600_000 },
    );
    const attempt = pool.begin('greedy', { memoryLimitBytes: 150 * mib });
    const { payload } = await attempt.event('on');
    expect(await attempt.outcome).toMatchObject({
      reason: 'out-of-memory',
      error: { code: 'out_of_memory', message: expect.stringContaining('150 MB') },
      signal: 'SIGKILL',
    });
    expect(attempt.facts().peakMemoryBytes).toBeGreaterThan(150 * mib);
    expect(await hasEnded(Number(payload), 500)).toBe(true);
  });

  test('is killed at once although it is being ended already, and keeps the first reason', async () => {
    await using pool = await openPool(
      { greedy: taskSource(`ctx.event('on', null); ${forEver}`) },
      { graceMs: 3_600_000 },
    );
    const attempt = pool.begin('greedy');
    await attempt.event('on');
    attempt.end('timeout');
    attempt.end('out-of-memory');
    expect(await attempt.outcome).toMatchObject({ reason: 'timeout', signal: 'SIGKILL' });
  });
});
