import { describe, expect, test } from 'vitest';
import { completeFilter, parseFilter } from '../../../src/store/run-filter.ts';
import { matchesFilter } from '../../../src/store/run-match.ts';
import { sampleRun } from '../../helpers/sample-run.ts';

describe('parseFilter', () => {
  test('reads fields and words in any order', () => {
    expect(parseFilter('  429 status:failed,running kind:task batch:b-4 stripe target:task:sync ')).toEqual({
      filter: {
        statuses: ['failed', 'running'],
        kind: 'task',
        batchId: 'b-4',
        target: 'task:sync',
        text: '429 stripe',
      },
    });
  });

  test('takes a target without its kind for a task', () => {
    expect(parseFilter('target:sync')).toEqual({ filter: { target: 'task:sync' } });
  });

  test('takes a colon after an unknown word for text', () => {
    expect(parseFilter('task:sync')).toEqual({ filter: { text: 'task:sync' } });
    expect(parseFilter('constructor:x')).toEqual({ filter: { text: 'constructor:x' } });
  });

  test.each([
    ['status:done', 'no status “done”: pending, running, waiting, completed, failed, cancelled'],
    ['kind:', 'kind: needs a value: agent, workflow, task, eval'],
    ['batch:', 'batch: needs a value'],
  ])('says what is wrong with %s', (text, problem) => {
    expect(parseFilter(text)).toEqual({ problem });
  });
});

describe('completeFilter', () => {
  test('completes fields, values, and the last of several values', () => {
    expect(completeFilter('x st', [])).toEqual(['x status:']);
    expect(completeFilter('status:fa', [])).toEqual(['status:failed']);
    expect(completeFilter('status:failed,ru', [])).toEqual(['status:failed,running']);
    expect(completeFilter('target:task:s', ['task:sync', 'task:send', 'task:x'])).toEqual([
      'target:task:sync',
      'target:task:send',
    ]);
    expect(completeFilter('status:failed ', [])).toEqual([]);
  });
});

describe('matchesFilter', () => {
  const run = sampleRun({
    target: 'task:sync',
    name: 'Nightly',
    status: 'failed',
    batchId: 'b-4',
    error: { message: 'HTTP 429' },
  });

  test.each([
    [{}, true],
    [{ text: 'http 429' }, true],
    [{ text: 'NIGHTLY' }, true],
    [{ text: 'weekly' }, false],
    [{ statuses: ['failed', 'running'] as const, batchId: 'b-4' }, true],
    [{ statuses: ['running'] as const }, false],
    [{ target: 'task:syn' }, false],
    [{ kind: 'workflow' as const }, false],
  ])('%j', (filter, expected) => {
    expect(matchesFilter(run, filter)).toBe(expected);
  });
});
