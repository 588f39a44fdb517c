import type { Attempt } from '../../src/model/attempt.ts';
import { logPrefix } from '../../src/model/log.ts';
import type { Run } from '../../src/model/run.ts';
import { sampleRun } from './sample-run.ts';
import type { Seed } from './seeded-client.ts';
import { runningId, seed, seededNow, seededRuns } from './seeded-data.ts';

/** A run that failed in its second attempt; its config is worth folding. */
export const failed: Run = {
  ...(seededRuns().find(({ status }) => status === 'failed') ?? sampleRun()),
  batchId: 'b-44',
  config: {
    pageSize: 100,
    since: 'P1D',
    deep: [
      { needle: 'in here' },
      { text: `${'long text '.repeat(30)}end of the long text`, other: 'needle' },
    ],
  },
};

/** The last run of the same target that completed before it. */
export const success = sampleRun({
  id: '019af2a0-0000-7000-8000-000000000099',
  target: failed.target,
  status: 'completed',
  reason: 'ok',
  createdAt: '2026-11-20T10:00:00.000Z',
  startedAt: '2026-11-20T10:00:01.000Z',
  completedAt: '2026-11-20T10:00:31.000Z',
  durationMs: 30_000,
  attempt: 1,
  config: { pageSize: 50, since: 'P1D' },
  output: { count: 5 },
});

/** A run that the running one started. */
export const child = sampleRun({
  id: '019af2b0-7777-7000-8000-00000000c001',
  parentRunId: runningId,
  target: 'task:embed-one',
  status: 'running',
  createdAt: '2026-11-22T12:01:00.000Z',
  startedAt: '2026-11-22T12:01:00.000Z',
  attempt: 1,
});

/** The seeded data with those runs, their attempts and their logs. */
export function seedOfRuns(): Seed {
  const line = (text: string, stream: 'stdout' | 'stderr' = 'stdout') =>
    `${logPrefix(seededNow, stream)}${text}\n`;
  const pages = (count: number) =>
    Array.from({ length: count }, (_, page) => line(`page ${page} fetched in ${page * 7}ms`)).join('');
  const first = `${line('first attempt says no')}${pages(6)}`;
  const failedLog = `${first}${line('second attempt says no')}${line('ERROR stripe 429 page=7', 'stderr')}`;
  const attempt = (number: number, logFrom: number, logTo: number): Attempt => ({
    runId: failed.id,
    number,
    startedAt: '2026-11-22T10:02:02.000Z',
    endedAt: '2026-11-22T10:02:22.000Z',
    reason: 'error',
    reasonText: null,
    exitCode: 1,
    signal: null,
    errorMessage: 'HTTP 429',
    logFrom,
    logTo,
    peakMemoryBytes: null,
  });
  const half = Buffer.byteLength(first);
  const others = seededRuns().filter(({ id }) => id !== failed.id);
  return {
    ...seed(),
    runs: [...others, failed, success, child],
    attempts: {
      ...seed().attempts,
      [failed.id]: [attempt(1, 0, half), attempt(2, half, Buffer.byteLength(failedLog))],
    },
    logs: {
      ...seed().logs,
      [failed.id]: failedLog,
      [success.id]: `${first}${line('second attempt says no')}${line('done')}`,
    },
  };
}
