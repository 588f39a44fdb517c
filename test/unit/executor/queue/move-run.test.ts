import { describe, expect, test } from 'vitest';
import { movedRun } from '../../../../src/executor/queue/move-run.ts';
import { isTerminal, runStatuses, transitions } from '../../../../src/model/run-status.ts';
import { sampleRun } from '../../../helpers/sample-run.ts';

const now = '2026-01-01T00:00:09.000Z';

describe('a change of status', () => {
  test('is allowed where the table has it and refused everywhere else', () => {
    for (const from of runStatuses) {
      for (const to of runStatuses) {
        const move = () => movedRun(sampleRun({ status: from }), to, {}, now);
        if (transitions[from].includes(to)) expect(move().status).toBe(to);
        else expect(move).toThrow(`may not move from ${from} to ${to}`);
      }
    }
  });

  test('leaves a terminal run as it is for good', () => {
    expect(runStatuses.filter(isTerminal)).toEqual(['completed', 'failed', 'cancelled']);
  });

  test('sets the first start, the end, the duration and the next version', () => {
    const started = movedRun(sampleRun({ version: 4 }), 'running', { attempt: 1 }, now);
    expect(started).toMatchObject({
      startedAt: now,
      updatedAt: now,
      completedAt: null,
      version: 5,
      attempt: 1,
    });
    const again = movedRun(started, 'pending', {}, '2026-01-01T00:00:10.000Z');
    const second = movedRun(again, 'running', { attempt: 2 }, '2026-01-01T00:00:11.000Z');
    const ended = movedRun(second, 'completed', { output: 1 }, '2026-01-01T00:00:12.500Z');
    expect(ended).toMatchObject({
      startedAt: now,
      completedAt: '2026-01-01T00:00:12.500Z',
      durationMs: 3500,
      version: 8,
      output: 1,
    });
  });

  test('has no duration without a start, and none below zero when the clock was set back', () => {
    expect(movedRun(sampleRun(), 'cancelled', {}, now).durationMs).toBeNull();
    const future = sampleRun({ status: 'running', startedAt: '2026-01-01T01:00:00.000Z' });
    expect(movedRun(future, 'failed', {}, now).durationMs).toBe(0);
  });
});
