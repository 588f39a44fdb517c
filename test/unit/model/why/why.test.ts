import { describe, expect, test } from 'vitest';
import type { Baseline } from '../../../../src/model/baseline.ts';
import type { Finding, FindingRule } from '../../../../src/model/why/finding.ts';
import type { WhyInput } from '../../../../src/model/why/input.ts';
import { whyOf } from '../../../../src/model/why/why.ts';
import { sampleRun } from '../../../helpers/sample-run.ts';
import { sampleSlot } from '../../../helpers/seeded-slots.ts';
import { ago, event, executorWith, now, scheduleWith, whyInput } from './why-input.ts';

const baseline: Baseline = {
  runs: 120,
  p50Ms: 100_000,
  p95Ms: 194_000,
  longestSilenceMs: 22_000,
  silenceRuns: 5,
};

function rulesOf(input: WhyInput): FindingRule[] {
  return whyOf(input).map(({ rule }) => rule);
}

function found(input: WhyInput, rule: FindingRule): Finding {
  const finding = whyOf(input).find((one) => one.rule === rule);
  if (finding === undefined)
    throw new Error(`no finding ${rule}, but ${rulesOf(input).join(', ') || 'none'}`);
  return finding;
}

const running = { status: 'running', attempt: 1, startedAt: ago(60), timeoutSeconds: 1800 } as const;

describe('link', () => {
  test('a lost link comes first, with the age of what is shown', () => {
    const link = { kind: 'offline', reason: 'connection refused', dataAt: now - 192_000 } as const;
    const findings = whyOf(
      whyInput({ status: 'failed', reason: 'error', error: { message: 'boom' } }, { link }),
    );
    expect(findings[0]).toEqual({
      rule: 'link-lost',
      text: 'the server cannot be reached: what is shown is 3m12s old',
      evidence: 'connection refused',
      guess: false,
      next: { key: 'r', label: 'try again now' },
    });
    expect(findings[1]?.rule).toBe('failed');
  });

  test('nothing is said of a live one, nor of one that polls', () => {
    const link = { kind: 'polling', reason: 'no channel', dataAt: now } as const;
    expect(rulesOf(whyInput(running, { link }))).toEqual([]);
  });
});

describe('executor', () => {
  test('an expired lease means that the worker is gone', () => {
    const input = whyInput(running);
    const executor = executorWith({ attempts: [{ runId: input.run.id, number: 1, leaseUntil: ago(12) }] });
    expect(found({ ...input, executor }, 'executor-gone')).toMatchObject({
      text: 'its worker has been gone for 12.0s; the executor will try it again',
      evidence: 'the lease of attempt 1 ended 12:03:29 UTC and was not renewed',
      guess: false,
    });
  });

  test('a running record without an attempt is a guess, and not one of a fresh record', () => {
    const executor = executorWith({ running: 3 });
    const stale = whyInput({ ...running, updatedAt: ago(60) }, { executor });
    expect(found(stale, 'executor-gone')).toMatchObject({
      evidence: 'the executor has 3 attempts under way, none of this run',
      guess: true,
    });
    expect(rulesOf(whyInput({ ...running, updatedAt: ago(1) }, { executor }))).toEqual([]);
  });

  test.each([
    ['the start of time', new Date(0).toISOString()],
    ['no time', ''],
  ])('a lease that ends at %s is not known, and nothing to say', (_, leaseUntil) => {
    const input = whyInput({ ...running, updatedAt: ago(60) });
    const attempts = [{ runId: input.run.id, number: 1, leaseUntil }];
    expect(rulesOf({ ...input, executor: executorWith({ attempts }) })).toEqual([]);
  });

  test('a live lease is nothing to say', () => {
    const input = whyInput({ ...running, updatedAt: ago(60) });
    const attempts = [{ runId: input.run.id, number: 1, leaseUntil: ago(-20) }];
    expect(rulesOf({ ...input, executor: executorWith({ attempts }) })).toEqual([]);
  });
});

describe('pending', () => {
  const pending = { status: 'pending', updatedAt: ago(60) } as const;

  test('every place is taken', () => {
    const executor = executorWith({ places: 20, running: 20, pending: 14 });
    expect(rulesOf(whyInput(pending, { executor }))).toEqual(['limit-reached']);
    expect(found(whyInput(pending, { executor }), 'limit-reached')).toMatchObject({
      text: 'all places are taken: 20 of 20',
      evidence: '14 runs pending; the executor has 20 places (limits.concurrency)',
    });
  });

  test('the target has reached its own limit', () => {
    const targets = [{ target: 'task:hello', running: 2, limit: 2 }];
    const executor = executorWith({ running: 2, targets });
    expect(rulesOf(whyInput(pending, { executor }))).toEqual(['target-limit-reached']);
    expect(found(whyInput(pending, { executor }), 'target-limit-reached')).toMatchObject({
      text: 'task:hello has reached its limit: 2 of 2',
      next: { key: ':runs status:running target:task:hello' },
    });
  });

  test('no places at all', () => {
    expect(rulesOf(whyInput(pending, { executor: executorWith({ places: 0 }) }))).toEqual(['no-places']);
  });

  test('places are free and nobody takes it', () => {
    expect(found(whyInput(pending, { executor: executorWith({ running: 1 }) }), 'no-worker')).toMatchObject({
      text: 'due for 1m00s, and no worker has taken it',
      evidence: '3 places of 4 free',
      guess: true,
    });
  });

  test('where the server tells nothing of its workers it is said after a while, as a guess', () => {
    expect(found(whyInput(pending), 'no-worker')).toMatchObject({ guess: true });
    expect(rulesOf(whyInput({ status: 'pending', updatedAt: ago(20) }))).toEqual([]);
  });

  test('a back-off has its end, the attempt and the last error', () => {
    const run = {
      ...pending,
      attempt: 1,
      backoffLimit: 3,
      notBefore: ago(-12),
      error: { message: 'HTTP 429' },
    };
    expect(whyOf(whyInput(run, { executor: executorWith({ places: 1, running: 1 }) }))).toEqual([
      {
        rule: 'back-off',
        text: 'attempt 2 of 4 in 12.0s, at 12:03:53 UTC',
        evidence: 'attempt 1 failed: HTTP 429',
        guess: false,
        next: { key: '5', label: 'the attempts so far' },
      },
    ]);
  });

  test('a first start that is to come', () => {
    const run = { ...pending, attempt: 0, notBefore: '2026-11-23T00:00:00.000Z' };
    expect(found(whyInput(run), 'back-off').text).toBe('it starts in 11h56m, at 2026-11-23 00:00:00 UTC');
  });
});

describe('waiting', () => {
  test('names the runs it waits for and their status', () => {
    const needed = sampleRun({
      id: '0198c0de-0000-7000-8000-0000000000aa',
      target: 'task:load',
      status: 'running',
    });
    const run = {
      status: 'waiting',
      waitingReason: 'dependency',
      dependsOn: [needed.id, 'gone-bbbbbbbb', 'done-cccccccc'],
      waitingFor: [needed.id, 'gone-bbbbbbbb'],
    } as const;
    expect(whyOf(whyInput(run, { others: new Map([[needed.id, needed]]) }))).toEqual([
      {
        rule: 'dependency',
        text: 'waits for 2 runs: task:load 000000aa (running), bbbbbbbb',
        evidence: 'it depends on 3 runs; 1 ended; after a failure it fails too',
        guess: false,
        next: { key: `:run ${needed.id}`, label: 'open the run it waits for' },
      },
    ]);
  });

  test('a dependency that ended badly is named with its error', () => {
    const bad = sampleRun({ id: 'run-bad', status: 'failed', reasonText: 'exit 7', target: 'task:load' });
    const run = {
      status: 'failed',
      reason: 'dependency',
      reasonText: 'dependency run-bad failed',
      dependsOn: [bad.id],
    };
    const input = whyInput(
      { ...run, status: 'failed', reason: 'dependency' },
      { others: new Map([[bad.id, bad]]) },
    );
    expect(rulesOf(input)).toEqual(['dependency-failed']);
    expect(found(input, 'dependency-failed')).toMatchObject({
      text: 'it never ran: dependency run-bad failed',
      evidence: 'task:load failed: exit 7',
      next: { key: ':run run-bad' },
    });
  });

  test('an approval says since when, and how it is answered', () => {
    const run = { id: 'run-1', status: 'waiting', waitingReason: 'approval', attempt: 1 } as const;
    const events = [event('run.waiting', 4320, 'Waits for approval: pay 12 invoices')];
    expect(whyOf(whyInput(run, { events }))).toEqual([
      {
        rule: 'approval',
        text: 'waits for approval since 1h12m, 10:51:41 UTC',
        evidence: 'Waits for approval: pay 12 invoices',
        guess: false,
        next: { key: 'vfjobs resume run-1', label: 'answers it' },
      },
    ]);
  });

  test('a delay says when it is over', () => {
    const run = { status: 'waiting', waitingReason: 'delay', notBefore: ago(-90) } as const;
    expect(rulesOf(whyInput(run))).toEqual(['wait']);
    expect(found(whyInput(run), 'wait').text).toBe('it goes on in 1m30s, at 12:05:11 UTC');
  });

  test('a cancelled parent', () => {
    const parent = sampleRun({ id: 'run-p', status: 'cancelled', reasonText: 'cancelled by anna' });
    const input = whyInput({ ...running, parentRunId: 'run-p' }, { others: new Map([['run-p', parent]]) });
    expect(found(input, 'parent-cancelled')).toMatchObject({
      evidence: 'parent run-p: cancelled by anna',
      next: { key: 'X' },
    });
  });
});

describe('running', () => {
  test('a cancel that has not worked yet', () => {
    const run = { ...running, cancelRequestedAt: ago(40), reasonText: 'cancelled by anna' };
    expect(found(whyInput(run), 'cancel-requested')).toMatchObject({
      text: 'asked to end 40.0s ago, and still running',
      evidence: 'cancelled by anna at 12:03:01 UTC; that is longer than an end takes',
    });
  });

  test('a timeout that is near, from the start of the attempt under way', () => {
    const events = [event('run.started', 1620, 'Attempt 2 started')];
    const run = { ...running, attempt: 2, backoffLimit: 3, startedAt: ago(9000) };
    expect(found(whyInput(run, { events }), 'timeout-near')).toMatchObject({
      text: 'it has 3m00s left until its timeout',
      evidence: 'attempt 2 began 11:36:41 UTC; timeout 1800 s',
    });
    expect(rulesOf(whyInput(run, { events: [event('run.started', 60, '')] }))).toEqual([]);
    // Of a later attempt nobody knows when it began.
    expect(rulesOf(whyInput(run))).toEqual([]);
  });

  test('silent for longer than ever, as a guess with its sample', () => {
    const quiet = { ...running, startedAt: ago(100), updatedAt: ago(90) };
    expect(found(whyInput(quiet, { baseline, events: [event('progress', 60, '')] }), 'silent')).toEqual({
      rule: 'silent',
      text: 'silent for 1m00s; its longest normal silence is 22.0s',
      evidence: 'last heard of 12:02:41 UTC; a sample of 5 completed runs',
      guess: true,
      next: { key: '2', label: 'its log and events' },
    });
    expect(rulesOf(whyInput(quiet, { baseline, lastLineAt: now - 1000 }))).toEqual([]);
  });

  test('slow is a multiple of the p95, with the number of runs', () => {
    const run = { ...running, startedAt: ago(842) };
    expect(found(whyInput(run, { baseline, lastLineAt: now }), 'slow')).toMatchObject({
      text: 'slow: 14m02s so far, 4.3x its p95',
      evidence: 'p95 3m14s, p50 1m40s over 120 completed runs seen here',
      guess: false,
    });
    expect(rulesOf(whyInput({ ...running, startedAt: ago(200) }, { baseline }))).toEqual([]);
  });
});

describe('ended', () => {
  const failedRun = {
    status: 'failed',
    attempt: 4,
    backoffLimit: 3,
    completedAt: ago(10),
    startedAt: ago(50),
  } as const;

  test.each([
    [
      { reason: 'exit', exitCode: 137 },
      'exit 137: it was killed (SIGKILL), as happens when memory runs out',
      true,
    ],
    [{ reason: 'exit', exitCode: 7 }, 'its process ended with exit 7', false],
    [{ reason: 'timeout', timeoutSeconds: 300 }, 'an attempt took longer than its timeout of 300 s', false],
    [{ reason: 'out-of-memory' }, 'it used more memory than a child of the executor may', false],
    [{ reason: 'error', error: { message: 'HTTP 429\n at x' } }, 'HTTP 429', false],
  ] as const)('%o in plain words', (members, words, guess) => {
    expect(found(whyInput({ ...failedRun, ...members }), 'failed')).toMatchObject({
      text: `failed after 4 attempts: ${words}`,
      evidence: 'attempt 4 of 4, no retries left; ended 12:03:31 UTC',
      guess,
    });
  });

  test('says that it was not tried again where retries were left', () => {
    const run = {
      ...failedRun,
      attempt: 1,
      reason: 'error',
      error: { message: 'bad input', code: 'invalid' },
    } as const;
    expect(found(whyInput(run), 'failed').evidence).toBe(
      'code invalid; attempt 1 of 4, and not tried again: trying again was said to be no use; ended 12:03:31 UTC',
    );
  });

  test('the same error before', () => {
    const failures = {
      fingerprint: 'HTTP 429 from api',
      runs: 118,
      of: 274,
      firstAt: ago(1171),
      lastAt: ago(21),
    };
    const run = { ...failedRun, reason: 'error', error: { message: 'HTTP 429' } } as const;
    expect(found(whyInput(run, { failures }), 'failed-before')).toMatchObject({
      text: 'the same error in 118 of 274 runs seen here, the first 11:44:10 UTC',
      evidence: 'fingerprint “HTTP 429 from api”, last seen 12:03:20 UTC',
      next: { key: ':fail' },
    });
  });

  test('who cancelled it', () => {
    const run = { status: 'cancelled', reasonText: 'cancelled by anna', completedAt: ago(10) } as const;
    expect(found(whyInput(run), 'cancelled')).toMatchObject({
      text: 'cancelled by anna',
      evidence: 'ended 12:03:31 UTC, before it started',
    });
  });

  test('a run that completed in time needs no words', () => {
    expect(
      rulesOf(whyInput({ status: 'completed', durationMs: 100_000, startedAt: ago(200) }, { baseline })),
    ).toEqual([]);
  });
});

describe('schedule', () => {
  test('a paused one, with its reason', () => {
    const schedule = scheduleWith({ status: 'paused', pausedReason: 'Stripe is down', pausedAt: ago(3600) });
    expect(
      found(whyInput({ ...running, scheduleId: schedule.id }, { schedule }), 'schedule-paused'),
    ).toMatchObject({
      text: 'its schedule “nightly” is paused: no more runs come from it',
      evidence: 'paused since 11:03:41 UTC: Stripe is down',
    });
  });

  test('Forbid, once a fire came to nothing and while the run goes on', () => {
    const schedule = scheduleWith({ nextFireAt: ago(60) });
    expect(
      found(whyInput({ ...running, scheduleId: schedule.id }, { schedule }), 'schedule-forbids'),
    ).toMatchObject({
      evidence: 'concurrency policy Forbid; due since 12:02:41 UTC',
    });
    expect(rulesOf(whyInput({ status: 'completed' }, { schedule }))).toEqual([]);
    expect(rulesOf(whyInput(running, { schedule: { ...schedule, nextFireAt: ago(-60) } }))).toEqual([]);
    expect(rulesOf(whyInput(running, { schedule: { ...schedule, concurrencyPolicy: 'Allow' } }))).toEqual([]);
  });

  test('Forbid is not blamed for slots that nobody was there for, nor for a slot that waits for its jitter', () => {
    const kept = scheduleWith({ nextFireAt: ago(-60), missedFires: 9, version: 3 });
    expect(rulesOf(whyInput(running, { schedule: kept }))).toEqual([]);
    expect(rulesOf(whyInput(running, { schedule: { ...kept, version: null } }))).toContain(
      'schedule-forbids',
    );
    const spread = scheduleWith({ nextFireAt: ago(60), jitterSeconds: 90, version: 3 });
    expect(rulesOf(whyInput(running, { schedule: spread }))).toEqual([]);
  });

  test('Forbid, with the slots that were skipped because of it', () => {
    const schedule = scheduleWith({ nextFireAt: ago(-60) });
    const of = { outcome: 'skipped', cause: 'overlap' } as const;
    const slots = [
      sampleSlot(ago(60), { ...of, runId: 'one' }),
      sampleSlot(ago(120), { ...of, runId: 'another' }),
      sampleSlot(ago(180), { ...of, runId: 'one' }),
    ];
    const input = whyInput({ ...running, id: 'one', scheduleId: schedule.id }, { schedule, slots });
    expect(found(input, 'schedule-forbids')).toMatchObject({
      evidence: 'concurrency policy Forbid; 2 slots skipped, the newest that of 12:02:41 UTC',
    });
  });

  test('a stale one, and since when', () => {
    const schedule = scheduleWith({ staleSince: ago(60), lastSuccessAt: ago(3600), nextFireAt: ago(-60) });
    expect(found(whyInput(running, { schedule }), 'schedule-stale')).toMatchObject({
      evidence: 'stale since 12:02:41 UTC; last success 11:03:41 UTC',
    });
  });

  test('a slot that was caught up, with why it was late', () => {
    const schedule = scheduleWith({ nextFireAt: ago(-60) });
    const slot = sampleSlot(ago(7200), {
      cause: 'catch-up',
      runId: 'one',
      reasonText: 'the executor was down',
      decidedAt: ago(60),
    });
    expect(
      found(whyInput({ ...running, id: 'one' }, { schedule, slots: [slot] }), 'schedule-late'),
    ).toMatchObject({
      text: 'it is for a slot that was missed, and is caught up',
      evidence: 'due 10:03:41 UTC, decided 12:02:41 UTC: the executor was down',
    });
  });
});
