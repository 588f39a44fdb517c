import { describe, expect, test } from 'vitest';
import type { Batch } from '../../../src/model/batch.ts';
import { batchProgress } from '../../../src/model/batch-progress.ts';
import { noCounts, type StatusCounts } from '../../../src/model/run-status.ts';

function batch(counts: Partial<StatusCounts>, endedLastMinute: number | null): Batch {
  const all = { ...noCounts(), ...counts };
  return {
    id: 'b',
    projectId: 'p',
    target: 'task:a',
    runCount: Object.values(all).reduce((sum, count) => sum + count, 0),
    counts: all,
    retriedCount: 0,
    endedLastMinute,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    result: null,
  };
}

describe('the progress of a batch', () => {
  test('counts every end, and tells the rest at the rate of the last minute', () => {
    expect(
      batchProgress(batch({ pending: 30, running: 2, completed: 60, failed: 6, cancelled: 2 }, 16)),
    ).toEqual({ ended: 68, total: 100, perMinute: 16, remainingMs: 120_000 });
  });

  test('without a rate the rest cannot be told', () => {
    expect(batchProgress(batch({ pending: 3, completed: 1 }, 0)).remainingMs).toBeNull();
    expect(batchProgress(batch({ pending: 3, completed: 1 }, null)).remainingMs).toBeNull();
  });

  test('when all have ended nothing remains', () => {
    expect(batchProgress(batch({ completed: 4 }, 0))).toMatchObject({ ended: 4, total: 4, remainingMs: 0 });
  });
});
