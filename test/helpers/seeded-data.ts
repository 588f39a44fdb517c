import type { RunEvent } from '../../src/model/event.ts';
import { logPrefix } from '../../src/model/log.ts';
import type { Run } from '../../src/model/run.ts';
import type { Target } from '../../src/model/target.ts';
import { sampleRun } from './sample-run.ts';
import type { Seed } from './seeded-client.ts';
import { seededSchedules } from './seeded-schedules.ts';

/** The time at which all seeded data is looked at. */
export const seededNow = Date.parse('2026-11-22T12:03:41.000Z');

export const runningId = '019af2b0-1111-7000-8000-0000000000a1';

/** Some runs of every status, the newest first. */
export function seededRuns(): Run[] {
  return [
    run(1, { target: 'task:nightly-backup', createdAt: ago(9), attempt: 0 }),
    run(2, {
      id: runningId,
      target: 'task:embed-docs',
      status: 'running',
      createdAt: ago(190),
      startedAt: ago(188),
      attempt: 1,
      progress: { done: 412, total: 675, note: 'guide/' },
      batchId: 'b-44',
    }),
    run(3, {
      target: 'workflow:kyc-review',
      kind: 'workflow',
      status: 'waiting',
      waitingReason: 'approval',
      createdAt: ago(4320),
      startedAt: ago(4318),
      attempt: 1,
    }),
    run(4, {
      target: 'task:sync-stripe-invoices',
      status: 'failed',
      reason: 'error',
      createdAt: ago(7300),
      startedAt: ago(7299),
      completedAt: ago(7258),
      durationMs: 41_200,
      exitCode: 1,
      attempt: 3,
      backoffLimit: 2,
      error: { message: 'HTTP 429 from api.stripe.com \u001b[31mpage=7\u001b[0m' },
    }),
    run(5, {
      target: 'task:resize-images',
      name: '重い画像',
      status: 'completed',
      reason: 'ok',
      createdAt: ago(90_000),
      startedAt: ago(89_999),
      completedAt: ago(89_000),
      durationMs: 999_000,
      attempt: 1,
      output: { resized: 18 },
    }),
    run(6, {
      target: 'task:embed-docs',
      status: 'cancelled',
      reason: 'cancelled',
      createdAt: ago(90_001),
      startedAt: ago(90_000),
      completedAt: ago(89_990),
      durationMs: 10_000,
      attempt: 1,
    }),
  ];
}

/** Many runs of one target, the newest first. */
export function manyRuns(count: number): Run[] {
  return Array.from({ length: count }, (_, index) =>
    run(index + 1, { target: `task:number-${index + 1}`, createdAt: ago(index + 1) }),
  );
}

export function seededTargets(): Target[] {
  const schema = {
    type: 'object',
    properties: {
      pageSize: { type: 'integer', minimum: 1, default: 100, description: 'invoices per request' },
      since: { type: 'string', description: 'how far back, as ISO 8601 duration' },
    },
    required: ['since'],
    additionalProperties: false,
  };
  return [
    target('task:embed-docs', 'Puts the documents into the knowledge base'),
    { ...target('task:sync-stripe-invoices', 'Fetches new invoices'), inputSchema: schema },
    {
      ...target('task:broken', ''),
      fault: { message: "Expected '}' but found end of file", file: 'tasks/broken.ts', line: 12 },
    },
  ];
}

export function seed(): Seed {
  return {
    runs: seededRuns(),
    targets: seededTargets(),
    schedules: seededSchedules(ago),
    events: { [runningId]: seededEvents() },
    attempts: {
      [runningId]: [
        {
          runId: runningId,
          number: 1,
          startedAt: ago(188),
          endedAt: null,
          reason: null,
          exitCode: null,
          signal: null,
          errorMessage: null,
          reasonText: null,
          logFrom: null,
          logTo: null,
          peakMemoryBytes: null,
        },
      ],
    },
    logs: { [runningId]: logText(1, 40) },
  };
}

/** Log lines `line 1 of the log` and so on, a second apart. */
export function logText(from: number, to: number): string {
  let text = '';
  for (let line = from; line <= to; line++) {
    text += `${logPrefix(seededNow - 180_000 + line * 1_000, line % 10 === 0 ? 'stderr' : 'stdout')}line ${line} of the log\n`;
  }
  return text;
}

function seededEvents(): RunEvent[] {
  const event = (id: number, type: string, seconds: number, message: string): RunEvent => ({
    id,
    runId: runningId,
    type,
    level: 'info',
    message,
    payload: null,
    createdAt: ago(seconds),
  });
  return [
    event(1, 'run.accepted', 190, 'Accepted task:embed-docs'),
    event(2, 'run.started', 188, 'Attempt 1 started'),
    event(3, 'progress', 20, '412/675 guide/'),
  ];
}

function run(number: number, members: Partial<Run>): Run {
  const id = `019af2b0-0000-7000-8000-${String(number).padStart(12, '0')}`;
  return sampleRun({ id, rootRunId: id, timeoutSeconds: 1800, ...members });
}

function target(name: string, description: string): Target {
  return {
    target: name,
    kind: 'task',
    name: name.slice('task:'.length),
    description,
    inputSchema: { type: 'object' },
    outputSchema: null,
    schedulable: true,
    isolation: 'process',
    concurrency: null,
    sourcePath: `tasks/${name.slice('task:'.length)}.ts`,
    fault: null,
  };
}

function ago(seconds: number): string {
  return new Date(seededNow - seconds * 1_000).toISOString();
}
