import { describe, expect, test } from 'vitest';
import { completeFilter, parseFilter } from '../../../src/store/run-filter.ts';

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
    expect(completeFilter('x target:s', ['task:sync', 'workflow:send', 'task:x'])).toEqual([
      'x target:task:sync',
      'x target:workflow:send',
    ]);
  });
});
