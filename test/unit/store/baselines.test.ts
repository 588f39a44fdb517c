import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RunEvent } from '../../../src/model/event.ts';
import type { Run } from '../../../src/model/run.ts';
import {
  baselineOf,
  learnDurations,
  learnSilence,
  maxBaselineRuns,
  noBaselines,
} from '../../../src/store/baselines.ts';
import { sampleRun } from '../../helpers/sample-run.ts';

const target = 'task:hello';

function ended(number: number, durationMs: number, members: Partial<Run> = {}): Run {
  const completedAt = new Date(Date.UTC(2026, 0, 1) + number * 1000).toISOString();
  return sampleRun({ id: `run-${number}`, status: 'completed', durationMs, completedAt, ...members });
}

function eventsAt(...seconds: number[]): RunEvent[] {
  return seconds.map((second, index) => ({
    id: index + 1,
    runId: 'run-1',
    type: index === 1 ? 'run.started' : 'log',
    level: 'info',
    message: '',
    payload: null,
    createdAt: new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString(),
  }));
}

test('says nothing of fewer than five completed runs, and nothing from other endings', () => {
  const baselines = noBaselines();
  learnDurations(
    baselines,
    [1, 2, 3, 4].map((number) => ended(number, 1000)),
  );
  learnDurations(baselines, [ended(5, 1000, { status: 'failed' }), ended(6, 1000, { target: 'task:other' })]);
  expect(baselineOf({ baselines }, target)).toBeNull();
  learnDurations(baselines, [ended(7, 1000)]);
  expect(baselineOf({ baselines }, target)).toMatchObject({ runs: 5, p50Ms: 1000, p95Ms: 1000 });
});

test('counts a run once, however often it is told', () => {
  const baselines = noBaselines();
  const runs = Array.from({ length: 20 }, (_, index) => ended(index, (index + 1) * 100));
  learnDurations(baselines, runs);
  learnDurations(baselines, runs);
  expect(baselineOf({ baselines }, target)).toMatchObject({ runs: 20, p50Ms: 1000, p95Ms: 1900 });
});

test('keeps the newest, in whatever order they come', () => {
  fc.assert(
    fc.property(
      fc.shuffledSubarray(
        Array.from({ length: 600 }, (_, index) => index),
        { minLength: 600 },
      ),
      (order) => {
        const baselines = noBaselines();
        learnDurations(
          baselines,
          order.map((number) => ended(number, number)),
        );
        const baseline = baselineOf({ baselines }, target);
        expect(baseline).toMatchObject({ runs: maxBaselineRuns, p50Ms: 349, p95Ms: 574 });
      },
    ),
    { numRuns: 10 },
  );
});

test('knows the longest silence of runs whose events were read, from the start of the attempt on', () => {
  const baselines = noBaselines();
  learnDurations(
    baselines,
    [1, 2, 3, 4, 5].map((number) => ended(number, 1000)),
  );
  expect(baselineOf({ baselines }, target)).toMatchObject({ longestSilenceMs: null, silenceRuns: 0 });
  learnSilence(baselines, ended(1, 1000), eventsAt(0, 100, 105, 127));
  learnSilence(baselines, ended(2, 1000), eventsAt(0, 1, 8));
  learnSilence(baselines, ended(3, 1000, { status: 'failed' }), eventsAt(0, 1, 900));
  expect(baselineOf({ baselines }, target)).toMatchObject({ longestSilenceMs: 22_000, silenceRuns: 2 });
});
