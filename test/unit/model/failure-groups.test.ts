import { describe, expect, test } from 'vitest';
import {
  addFailure,
  countsOverTime,
  dropFailure,
  firstAt,
  largestFirst,
  lastAt,
  noGroups,
  trimFailures,
} from '../../../src/model/failure-groups.ts';
import { slimRun } from '../../../src/model/slim-run.ts';
import { sampleRun } from '../../helpers/sample-run.ts';

describe('failure groups', () => {
  test('put runs with one fingerprint together, whatever the order they come in', () => {
    const groups = noGroups();
    const runs = [
      failed('a', 3, 'HTTP 429 page=1'),
      failed('b', 1, 'HTTP 429 page=2'),
      failed('c', 2, 'HTTP 500'),
    ];
    for (const run of runs) expect(addFailure(groups, run)).toBe(true);
    const [most] = largestFirst(groups);
    expect(most?.runs.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(most === undefined ? 0 : lastAt(most) - firstAt(most)).toBe(2_000);
    expect(most?.targets).toEqual(new Map([['task:hello', 2]]));
  });

  test('count a run once, and none that has not failed', () => {
    const groups = noGroups();
    const run = failed('a', 1, 'write EPIPE');
    expect([addFailure(groups, run), addFailure(groups, run)]).toEqual([true, false]);
    expect(addFailure(groups, slimRun(sampleRun({ id: 'b', status: 'running' })))).toBe(false);
    expect(groups.byId.size).toBe(1);
  });

  test('move a run whose error became another one', () => {
    const groups = noGroups();
    addFailure(groups, failed('a', 1, 'write EPIPE'));
    expect(addFailure(groups, failed('a', 1, 'HTTP 500'))).toBe(true);
    expect([...groups.byPrint.keys()]).toEqual(['HTTP 500']);
  });

  test('forget a group with its last run', () => {
    const groups = noGroups();
    const run = failed('a', 1, 'write EPIPE');
    addFailure(groups, run);
    dropFailure(groups, run);
    expect([groups.byPrint.size, groups.byId.size]).toEqual([0, 0]);
  });

  test('drop the oldest above a number', () => {
    const groups = noGroups();
    for (let second = 0; second < 10; second++)
      addFailure(groups, failed(`run ${second}`, second, 'write EPIPE'));
    expect(trimFailures(groups, 4)).toBe(6);
    expect([...groups.byId.keys()].sort()).toEqual(['run 6', 'run 7', 'run 8', 'run 9']);
  });

  test('tell how many failed in each part of a span', () => {
    const runs = [0, 1, 1, 9, 10, 11].map((at) => ({ changedAt: at }));
    expect(countsOverTime(runs, 0, 10, 5)).toEqual([3, 0, 0, 0, 2]);
    expect(countsOverTime(runs, 5, 5, 3)).toEqual([0, 0, 0]);
  });
});

function failed(id: string, second: number, message: string) {
  const completedAt = new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString();
  return slimRun(sampleRun({ id, status: 'failed', reason: 'error', completedAt, error: { message } }));
}
