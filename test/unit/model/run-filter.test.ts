import { describe, expect, test } from 'vitest';
import { matchesFilter } from '../../../src/model/run-filter.ts';
import { sampleRun } from '../../helpers/sample-run.ts';

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
