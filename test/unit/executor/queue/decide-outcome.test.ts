import { describe, expect, test } from 'vitest';
import { decideOutcome, maxLosses, maxOutputBytes } from '../../../../src/executor/queue/decide-outcome.ts';
import type { AttemptOutcome } from '../../../../src/executor/worker/worker-pool.ts';
import type { JsonValue } from '../../../../src/lib/json.ts';
import { type RunReason, runReasons } from '../../../../src/model/run-status.ts';
import { sampleRun } from '../../../helpers/sample-run.ts';

const none = { failures: 0, losses: 0 };
const running = sampleRun({ status: 'running', attempt: 1, backoffLimit: 3 });
const asked = sampleRun({ ...running, cancelRequestedAt: '2026-01-01T00:00:01.000Z' });
const failures: readonly RunReason[] = ['error', 'exit', 'signal', 'timeout', 'out-of-memory'];

function outcome(reason: RunReason, output: JsonValue = null): AttemptOutcome {
  const error = reason === 'ok' ? null : { message: `ended by ${reason}` };
  return { reason, output, error, exitCode: null, signal: null, retry: null, waiting: null };
}

describe('what becomes of a run whose attempt has ended', () => {
  test('a good end completes it with its output', () => {
    expect(decideOutcome(running, none, outcome('ok', { n: 1 }), false, 0)).toMatchObject({
      to: 'completed',
      reason: 'ok',
      output: { n: 1 },
      error: null,
      tries: none,
    });
  });

  test('an output of exactly the limit is kept, one byte more fails the run without a retry', () => {
    const fits = 'x'.repeat(maxOutputBytes - 2);
    expect(decideOutcome(running, none, outcome('ok', fits), false, 0).to).toBe('completed');
    expect(decideOutcome(running, none, outcome('ok', `${fits}x`), false, 0)).toMatchObject({
      to: 'failed',
      output: null,
      error: { code: 'result-too-large' },
    });
  });

  test('an output so deep that it cannot be written fails the run', () => {
    const deep: JsonValue = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(decideOutcome(running, none, outcome('ok', deep), false, 0)).toMatchObject({
      to: 'failed',
      output: null,
      error: { code: 'result-too-large', message: expect.stringContaining('more than 500 values') },
    });
  });

  test.each(failures)('%s is tried again while retries are left, then fails', (reason) => {
    const verdict = decideOutcome(running, { failures: 2, losses: 0 }, outcome(reason), false, 0.5);
    expect(verdict).toMatchObject({ to: 'pending', reason, tries: { failures: 3 }, delayMs: 4000 });
    expect(decideOutcome(running, verdict.tries, outcome(reason), false, 0.5)).toMatchObject({
      to: 'failed',
      reason,
      error: { message: `ended by ${reason}` },
    });
  });

  test('no retries allowed means that the first failure is the last', () => {
    const once = { ...running, backoffLimit: 0 };
    expect(decideOutcome(once, none, outcome('error'), false, 0).to).toBe('failed');
  });

  test('the back-off doubles from one second, is spread by a fifth, and never exceeds five minutes', () => {
    const patient = { ...running, backoffLimit: 100 };
    const delay = (already: number, random: number) =>
      decideOutcome(patient, { failures: already, losses: 0 }, outcome('error'), false, random).delayMs;
    expect([0, 1, 2, 3, 8].map((already) => delay(already, 0.5))).toEqual([1000, 2000, 4000, 8000, 256_000]);
    expect([delay(0, 0), delay(0, 0.999_999)]).toEqual([800, 1200]);
    expect([9, 20, 99].map((already) => delay(already, 0.999_999))).toEqual([300_000, 300_000, 300_000]);
  });

  test('a cancel wins over every bad end, and a good end wins over a cancel that came too late', () => {
    for (const reason of runReasons.filter((each) => each !== 'ok')) {
      expect(decideOutcome(asked, none, outcome(reason), false, 0)).toMatchObject({
        to: 'cancelled',
        reason: 'cancelled',
        error: null,
      });
    }
    expect(decideOutcome(asked, none, outcome('ok'), false, 0).to).toBe('completed');
  });

  test('a lost worker uses up no retry, but the fifth loss fails the run', () => {
    const stubborn = { ...running, backoffLimit: 0 };
    let tries = none;
    for (let loss = 1; loss < maxLosses; loss++) {
      const verdict = decideOutcome(stubborn, tries, outcome('lost'), false, 0);
      expect(verdict).toMatchObject({ to: 'pending', delayMs: 0, tries: { failures: 0, losses: loss } });
      tries = verdict.tries;
    }
    expect(decideOutcome(stubborn, tries, outcome('lost'), false, 0)).toMatchObject({
      to: 'failed',
      reason: 'lost',
      error: { message: expect.stringContaining('5 times') },
    });
  });

  test('an executor that stops does not even count the loss', () => {
    const tries = { failures: 1, losses: maxLosses - 1 };
    expect(decideOutcome(running, tries, outcome('lost'), true, 0)).toMatchObject({ to: 'pending', tries });
  });
});
