import { describe, expect, test } from 'vitest';
import { attemptTabRows } from '../../../screens/run-detail/attempts-view.ts';
import { overviewRows } from '../../../screens/run-detail/overview-view.ts';
import type { Attempt } from '../../../src/model/attempt.ts';
import type { Run } from '../../../src/model/run.ts';
import { openDetail } from '../../../src/store/detail-state.ts';
import { sampleRun } from '../../helpers/sample-run.ts';

const now = Date.parse('2026-01-01T00:01:00.000Z');

function linesOf(
  run: Run,
  tab: 'overview' | 'attempts',
  width = 80,
  attempts: readonly Attempt[] = [],
): string[] {
  const detail = { ...openDetail(run.id, run, null), attempts };
  const rows = tab === 'attempts' ? attemptTabRows(detail, width, now) : overviewRows(run, width, now);
  return rows.map(({ row: { spans } }) => spans.map(({ text }) => text).join(''));
}

function failedAttempt(members: Partial<Attempt> = {}): Attempt {
  return {
    runId: sampleRun().id,
    number: 1,
    startedAt: '2026-01-01T00:00:00.000Z',
    endedAt: '2026-01-01T00:00:01.000Z',
    reason: 'out-of-memory',
    reasonText: 'out of memory',
    exitCode: null,
    signal: null,
    errorMessage: 'The task and what it started used more than 200 MB of memory.',
    logFrom: 0,
    logTo: 211,
    peakMemoryBytes: 110 * 1024 * 1024,
    ...members,
  };
}

describe('the tab of attempts', () => {
  test.each([40, 80, 120])('shows the whole reason in %d columns', (width) => {
    const [, ...lines] = linesOf(sampleRun({ status: 'running' }), 'attempts', width, [failedAttempt()]);
    expect(lines.every((line) => line.length <= width)).toBe(true);
    const words = lines.join(' ').replace(/\s+/g, ' ');
    expect(words).toContain('out of memory The task and what it started used more than 200 MB of memory.');
    expect(words).toContain('(110 MB memory, 211 B log)');
  });

  test('bounds a message, and lets none of it reach the terminal', () => {
    const errorMessage = `\u001b[2J${'x'.repeat(100_000)}`;
    const lines = linesOf(sampleRun(), 'attempts', 80, [failedAttempt({ errorMessage })]);
    expect(lines.length).toBeLessThan(20);
    expect(lines.join('')).not.toMatch(/[\u0000-\u001f]/);
  });

  test('says why there is none', () => {
    const waiting = sampleRun({
      status: 'waiting',
      waitingReason: 'dependency',
      waitingFor: ['0199-00000001'],
    });
    expect(linesOf(waiting, 'attempts')).toEqual([' No attempt yet: waits for run 00000001.']);
    const ended = sampleRun({ status: 'failed', completedAt: '2026-01-01T00:00:01.000Z' });
    expect(linesOf(ended, 'attempts')).toEqual([' No attempt was made.']);
  });
});

describe('the overview', () => {
  const answer = 'vfjobs resume';

  test('says how to answer a run that waits for somebody', () => {
    const run = sampleRun({ status: 'waiting', waitingReason: 'approval', attempt: 1, exitCode: 0 });
    const text = linesOf(run, 'overview').join('\n');
    expect(text).toContain(`${answer} ${run.id.slice(-8)}`);
    expect(text).not.toContain('exit code');
  });

  test.each([
    sampleRun(),
    sampleRun({ status: 'waiting', waitingReason: 'delay' }),
    sampleRun({ status: 'waiting', waitingReason: 'dependency', waitingFor: ['0199-00000001'] }),
  ])('%# asks for no answer where none is waited for', (run) => {
    expect(linesOf(run, 'overview').join('\n')).not.toContain(answer);
  });
});
