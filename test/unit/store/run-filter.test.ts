import { beforeAll, describe, expect, test } from 'vitest';
import { loadPatterns } from '../../../src/lib/pattern.ts';
import { fingerprintHash, fingerprintOf } from '../../../src/model/fingerprint.ts';
import type { Run } from '../../../src/model/run.ts';
import { completeFilter } from '../../../src/store/complete-filter.ts';
import { termText } from '../../../src/store/filter-terms.ts';
import { parseFilter, type RunQuery } from '../../../src/store/run-filter.ts';
import { ruleOf } from '../../../src/store/run-rule.ts';
import { sampleRun } from '../../helpers/sample-run.ts';

beforeAll(loadPatterns);

const now = Date.parse('2026-11-22T12:00:00.000Z');

function query(text: string): RunQuery {
  const parsed = parseFilter(text, now);
  if (parsed.problem !== undefined) throw new Error(parsed.problem);
  return parsed.query;
}

function fits(text: string, members: Partial<Run>): boolean {
  const { filter, rest } = query(text);
  const rule = ruleOf(filter, rest, { isProblem: (run) => run.status === 'failed' });
  return rule?.(sampleRun(members)) ?? true;
}

describe('parseFilter', () => {
  test('reads fields and words in any order', () => {
    const text = '  429 status:failed,running kind:task batch:b-4 stripe target:task:sync schedule:s1 env:e1';
    expect(query(text)).toMatchObject({
      filter: {
        statuses: ['running', 'failed'],
        kind: 'task',
        batchId: 'b-4',
        target: 'task:sync',
        scheduleId: 's1',
        environmentId: 'e1',
        text: '429 stripe',
      },
      rest: [],
    });
  });

  test('takes a target without its kind for a task, and a colon after an unknown word for text', () => {
    expect(query('target:sync').filter).toEqual({ target: 'task:sync' });
    expect(query('task:sync').filter).toEqual({ text: 'task:sync' });
    expect(query('constructor:x').filter).toEqual({ text: 'constructor:x' });
    expect(query('"two  words" -').filter).toEqual({ text: 'two  words -' });
  });

  test('asks the server for what is left of the statuses, and tests other negations here', () => {
    expect(query('-status:completed,cancelled').filter.statuses).toEqual([
      'pending',
      'running',
      'waiting',
      'failed',
    ]);
    const { filter, rest } = query('-kind:eval -stripe');
    expect(filter).toEqual({});
    expect(rest.map(({ field, negated }) => [field, negated])).toEqual([
      ['kind', true],
      [null, true],
    ]);
  });

  test('counts since from now, or takes a date', () => {
    expect(query('since:2h').filter.since).toBe('2026-11-22T10:00:00.000Z');
    expect(query('since:2026-11-20T00:00:00Z').filter.since).toBe('2026-11-20T00:00:00.000Z');
  });

  test('takes order and grouping along', () => {
    expect(query('sort:-duration group:target')).toMatchObject({
      sort: { column: 'duration', descending: true },
      grouping: 'target',
      filter: {},
    });
  });

  test.each([
    ['status:done', 'no status “done”: pending, running, waiting, completed, failed, cancelled'],
    ['kind:', 'kind: needs a value: agent, workflow, task, eval'],
    ['batch:', 'batch: needs a value'],
    ['status:failed -status:failed', 'no status is left that a run could have'],
    ['since:soon', 'since: no time “soon”: 90s, 15m, 2h, 7d, or a date as 2026-11-22T12:00'],
    ['error:/(/', '/(/: missing closing ): `(`'],
    ['sort:size', 'no order “size”: created, updated, duration, target, status, attempts, p95'],
  ])('says what is wrong with %s', (text, problem) => {
    expect(parseFilter(text, now)).toEqual({ problem });
  });
});

describe('rules tested here', () => {
  const error = { message: 'HTTP 429 from api.stripe.com page=7' };

  test.each<readonly [string, Partial<Run>, boolean]>([
    ['-kind:eval', { kind: 'task' }, true],
    ['-kind:eval', { kind: 'eval' }, false],
    ['kind:task,agent', { kind: 'agent' }, true],
    ['trigger:schedule', { triggerKind: 'schedule' }, true],
    ['trigger:schedule', { triggerKind: 'api' }, false],
    ['error:STRIPE', { error }, true],
    ['error:"from api"', { error }, true],
    ['error:/429.*page=\\d/', { error }, true],
    ['error:/^page/', { error }, false],
    ['-error:429', { error }, false],
    ['name:week', { name: 'Weekly' }, true],
    ['-batch:/./', { batchId: null }, true],
    ['-batch:/./', { batchId: 'b1' }, false],
    ['-target:sync', { target: 'task:sync' }, false],
    ['/sync$/', { target: 'task:sync' }, true],
    ['-stripe', { error }, false],
    ['~snc', { target: 'task:sync' }, true],
    ['~cns', { target: 'task:sync' }, false],
    ['target:~t.s]', { target: 'task:a.b-s]' }, true],
    ['~SNC', { target: 'task:sync' }, true],
    ['~nn', { target: 'task:sync' }, false],
    ['-~snc', { target: 'task:sync' }, false],
    ['-since:2h', { createdAt: '2026-11-22T11:00:00.000Z' }, false],
    ['is:problem', { status: 'failed' }, true],
    ['-is:problem', { status: 'failed' }, false],
  ])('%s of %o is %s', (text, members, wanted) => {
    expect(fits(text, members)).toBe(wanted);
  });

  test('a fingerprint is named by its words or by its short name', () => {
    const failed = { status: 'failed', error } as const;
    const fingerprint = fingerprintOf(error.message);
    expect(fits(termText('fingerprint', fingerprint), failed)).toBe(true);
    expect(fits(`fingerprint:${fingerprintHash(fingerprint)}`, failed)).toBe(true);
    expect(fits('fingerprint:other', failed)).toBe(false);
    expect(fits(termText('fingerprint', fingerprint), { ...failed, status: 'completed' })).toBe(false);
  });

  test('a term survives being written and read again', () => {
    for (const value of ['plain', 'two words', 'a "quote" \\ and, more', '/slashes/', '~tilde', '-minus']) {
      expect(query(termText('name', value)).rest[0]?.values).toEqual([value]);
    }
  });
});

describe('completeFilter', () => {
  const target = ['task:sync', 'task:send', 'workflow:send', 'task:x'];

  test('completes fields, values, and the last of several values', () => {
    expect(completeFilter('x st', {})).toEqual(['x status:']);
    expect(completeFilter('x -st', {})).toEqual(['x -status:']);
    expect(completeFilter('status:fa', {})).toEqual(['status:failed']);
    expect(completeFilter('-status:failed,ru', {})).toEqual(['-status:failed,running']);
    expect(completeFilter('since:2', {})).toEqual(['since:2h', 'since:24h']);
    expect(completeFilter('sort:-d', {})).toEqual(['sort:-duration']);
    expect(completeFilter('batch:b', { batch: ['b-1', 'c'] })).toEqual(['batch:b-1']);
    expect(completeFilter('status:failed ', {})).toEqual([]);
    expect(completeFilter('nonsense:x', {})).toEqual([]);
  });

  test('finds targets by their name without the kind', () => {
    expect(completeFilter('target:task:s', { target })).toEqual(['target:task:sync', 'target:task:send']);
    expect(completeFilter('x target:s', { target })).toEqual([
      'x target:task:sync',
      'x target:task:send',
      'x target:workflow:send',
    ]);
  });
});
