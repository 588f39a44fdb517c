import { describe, expect, test } from 'vitest';
import { decideOutcome, maxLosses, type Verdict } from '../../../../src/executor/queue/decide-outcome.ts';
import type { Tries } from '../../../../src/executor/storage/runs-table.ts';
import type { AttemptOutcome, RetryWish } from '../../../../src/executor/worker/worker-pool.ts';
import type { JsonValue } from '../../../../src/lib/json.ts';
import type { Run } from '../../../../src/model/run.ts';
import { type RunReason, runReasons } from '../../../../src/model/run-status.ts';
import { sampleRun } from '../../../helpers/sample-run.ts';

const maxOutputBytes = 1024 * 1024;
const none = { failures: 0, losses: 0 };
const running = sampleRun({ status: 'running', attempt: 1, backoffLimit: 3 });
const asked = sampleRun({ ...running, cancelRequestedAt: '2026-01-01T00:00:01.000Z' });
const failures: readonly RunReason[] = ['error', 'exit', 'signal', 'timeout', 'out-of-memory'];

function outcome(reason: RunReason, output: JsonValue = null): AttemptOutcome {
  const error = reason === 'ok' ? null : { message: `ended by ${reason}` };
  return { reason, output, error, exitCode: null, signal: null, retry: null, waiting: null };
}

function decide(run: Run, tries: Tries, ended: AttemptOutcome, excused = false, random = 0): Verdict {
  return decideOutcome(run, tries, ended, { excused, random, maxOutputBytes });
}

describe('what becomes of a run whose attempt has ended', () => {
  test('a good end completes it with its output', () => {
    expect(decide(running, none, outcome('ok', { n: 1 }))).toMatchObject({
      to: 'completed',
      reason: 'ok',
      output: { n: 1 },
      error: null,
      tries: none,
    });
  });

  test('an output of exactly the limit is kept, one byte more fails the run without a retry', () => {
    const fits = 'x'.repeat(maxOutputBytes - 2);
    expect(decide(running, none, outcome('ok', fits)).to).toBe('completed');
    expect(decide(running, none, outcome('ok', `${fits}x`))).toMatchObject({
      to: 'failed',
      output: null,
      error: { code: 'result-too-large' },
    });
  });

  test('an output so deep that it cannot be written fails the run', () => {
    const deep: JsonValue = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(decide(running, none, outcome('ok', deep))).toMatchObject({
      to: 'failed',
      output: null,
      error: { code: 'result-too-large', message: expect.stringContaining('more than 500 values') },
    });
  });

  test('a failure keeps what it has to show when it is final, within the limit', () => {
    const last = sampleRun({ ...running, backoffLimit: 0 });
    expect(decide(last, none, outcome('error', { n: 1 }))).toMatchObject({ to: 'failed', output: { n: 1 } });
    expect(decide(last, none, outcome('error', 'x'.repeat(maxOutputBytes)))).toMatchObject({
      to: 'failed',
      output: null,
      error: { message: 'ended by error' },
    });
    expect(decide(running, none, outcome('error', { n: 1 }))).toMatchObject({ to: 'pending', output: null });
  });

  test.each(failures)('%s is tried again while retries are left, then fails', (reason) => {
    const verdict = decide(running, { failures: 2, losses: 0 }, outcome(reason), false, 0.5);
    expect(verdict).toMatchObject({ to: 'pending', reason, tries: { failures: 3 }, delayMs: 4000 });
    expect(decide(running, verdict.tries, outcome(reason), false, 0.5)).toMatchObject({
      to: 'failed',
      reason,
      error: { message: `ended by ${reason}` },
    });
  });

  test('no retries allowed means that the first failure is the last', () => {
    const once = { ...running, backoffLimit: 0 };
    expect(decide(once, none, outcome('error')).to).toBe('failed');
  });

  test('the back-off doubles from one second, is spread by a fifth, and never exceeds five minutes', () => {
    const patient = { ...running, backoffLimit: 100 };
    const delay = (already: number, random: number) =>
      decide(patient, { failures: already, losses: 0 }, outcome('error'), false, random).delayMs;
    expect([0, 1, 2, 3, 8].map((already) => delay(already, 0.5))).toEqual([1000, 2000, 4000, 8000, 256_000]);
    expect([delay(0, 0), delay(0, 0.999_999)]).toEqual([800, 1200]);
    expect([9, 20, 99].map((already) => delay(already, 0.999_999))).toEqual([300_000, 300_000, 300_000]);
  });

  test('a cancel wins over every bad end, and a good end wins over a cancel that came too late', () => {
    for (const reason of runReasons.filter((each) => each !== 'ok')) {
      expect(decide(asked, none, outcome(reason))).toMatchObject({
        to: 'cancelled',
        reason: 'cancelled',
        error: null,
      });
    }
    expect(decide(asked, none, outcome('ok')).to).toBe('completed');
  });

  test('a lost worker uses up no retry, but the fifth loss fails the run', () => {
    const stubborn = { ...running, backoffLimit: 0 };
    let tries = none;
    for (let loss = 1; loss < maxLosses; loss++) {
      const verdict = decide(stubborn, tries, outcome('lost'));
      expect(verdict).toMatchObject({ to: 'pending', delayMs: 0, tries: { failures: 0, losses: loss } });
      tries = verdict.tries;
    }
    expect(decide(stubborn, tries, outcome('lost'))).toMatchObject({
      to: 'failed',
      reason: 'lost',
      error: { message: expect.stringContaining('5 times') },
    });
  });

  test('an executor that stops does not even count the loss', () => {
    const tries = { failures: 1, losses: maxLosses - 1 };
    expect(decide(running, tries, outcome('lost'), true, 0)).toMatchObject({ to: 'pending', tries });
  });

  test('a target may say that trying again is useless, or when it is not', () => {
    const wishing = (retry: RetryWish) => decide(running, none, { ...outcome('error'), retry }, false, 0.5);
    expect(wishing({ kind: 'never' })).toMatchObject({ to: 'failed', tries: { failures: 1 } });
    expect(wishing({ kind: 'after', delayMs: 90_000 })).toMatchObject({
      to: 'pending',
      delayMs: 90_000,
      tries: { failures: 1 },
    });
    expect(wishing({ kind: 'after', delayMs: 0 }).delayMs).toBe(0);
    expect(wishing({ kind: 'after', delayMs: 1e12 }).delayMs).toBe(86_400_000);
    const usedUp = { failures: 3, losses: 0 };
    expect(decide(running, usedUp, { ...outcome('error'), retry: { kind: 'after', delayMs: 1 } }).to).toBe(
      'failed',
    );
  });

  test('a target that waits ends nothing and uses up nothing, but does not survive a cancel', () => {
    const wait = { reason: 'approval', detail: { who: 'anna' }, until: null };
    const waiting = { ...outcome('ok'), waiting: wait };
    expect(decide(running, none, waiting)).toMatchObject({ to: 'waiting', reason: null, wait, tries: none });
    expect(decide(asked, none, waiting)).toMatchObject({ to: 'cancelled', reason: 'cancelled' });
    expect(decide(running, none, { ...outcome('error'), waiting: wait }).reason).toBe('error');
  });

  test.each<[Partial<AttemptOutcome> & Pick<AttemptOutcome, 'reason'>, string | null]>([
    [{ reason: 'error' }, null],
    [{ reason: 'exit', exitCode: 7 }, 'exit 7'],
    [{ reason: 'signal', signal: 'SIGKILL' }, 'killed by SIGKILL'],
    [{ reason: 'timeout' }, 'timeout after 300 s'],
    [{ reason: 'out-of-memory' }, 'out of memory'],
    [{ reason: 'lost' }, 'worker lost'],
    [{ reason: 'cancelled' }, 'cancelled'],
  ])('its reason is put into words: %j', (members, words) => {
    expect(decide(running, none, { ...outcome(members.reason), ...members }).reasonText).toBe(words);
  });

  test('who cancelled it stays on the record until its end', () => {
    const named = { ...asked, reasonText: 'cancelled by anna' };
    expect(decide(named, none, outcome('error')).reasonText).toBe('cancelled by anna');
    expect(decide(named, none, outcome('ok')).reasonText).toBeNull();
  });
});
