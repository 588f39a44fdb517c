import type { Attempt } from '../../../src/model/attempt.ts';
import type { RunEvent } from '../../../src/model/event.ts';
import { logPrefix } from '../../../src/model/log.ts';
import type { Run } from '../../../src/model/run.ts';
import { sampleRun } from '../sample-run.ts';

/**
 * A morning on call: a batch of invoices that fails since 11:44, a workflow that hangs, and the usual work
 * around them. The same at every time: what pictures and golden frames show.
 */
export interface Story {
  /** Epoch ms at which everything is looked at. */
  readonly now: number;
  /** Oldest first. */
  readonly runs: readonly Run[];
  readonly attempts: readonly Attempt[];
  readonly events: readonly Omit<RunEvent, 'id'>[];
  /** By run id, in the form of `src/model/log.ts`. */
  readonly logs: Readonly<Record<string, string>>;
}

export const storyNow = Date.parse('2026-11-22T12:03:41.000Z');
/** UUIDs, as the API has them; their ends are what the lists show. */
export const invoiceBatch = '019abc41-0000-7000-8000-00000000b041';
export const stuckRun = '019abc81-0000-7000-8000-00000081b004';
export const limitedRun = idOf(177 + 40);

const stripe429 = (page: number) =>
  `HTTP 429 from https://api.stripe.com/v1/invoices?page=${page}, retry-after=30`;

export function tellStory(): Story {
  const runs = [...history(), ...batchRuns(), ...activeRuns()].toSorted((left, right) =>
    left.createdAt < right.createdAt ? -1 : 1,
  );
  return { now: storyNow, runs, attempts: attemptsOf(runs), events: eventsOf(runs), logs: logsOf(runs) };
}

/** Earlier successes and failures: what is usual is known from them. */
function history(): Run[] {
  const usual = [
    { target: 'task:embed-docs', seconds: 190 },
    { target: 'task:resize-images', seconds: 95 },
    { target: 'task:sync-hubspot', seconds: 14 },
    { target: 'workflow:content-pipeline', seconds: 180 },
  ];
  return Array.from({ length: 40 }, (_, index) => {
    const { target, seconds } = usual[index % usual.length] ?? { target: 'task:embed-docs', seconds: 1 };
    const fails = target === 'task:sync-hubspot' && index % 3 === 0;
    return ended({
      number: index,
      target,
      createdAt: storyNow - (40 - index) * 1_500_000 - 3_600_000,
      seconds: seconds + ((index * 7) % 20),
      error: fails ? `HTTP 401 from https://api.hubapi.com/crm/v3: token ${1000 + index} has expired` : null,
      members: { triggerKind: 'schedule', scheduleId: scheduleOf(target), config: { pageSize: 100 } },
    });
  });
}

/** 120 invoices in the order they were started; nearly all fail from the 60th on. */
function batchRuns(): Run[] {
  return Array.from({ length: 120 }, (_, index) => {
    const fails = index >= 60 ? index % 9 !== 4 : index === 28;
    const reset = fails && index % 17 === 3;
    const missing = index === 28;
    const error = missing
      ? `invoice in_1Q${index}xK missing field "customer"`
      : reset
        ? 'read ECONNRESET api.stripe.com:443'
        : stripe429(index % 9);
    return ended({
      number: 40 + index,
      target: 'task:sync-stripe-invoices',
      createdAt: Date.parse('2026-11-22T11:31:07.000Z') + index * 13_000,
      seconds: fails ? 41 : 12 + (index % 7),
      error: fails ? error : null,
      members: {
        batchId: invoiceBatch,
        config: { customer: `cus_9${index.toString(36).toUpperCase()}`, pageSize: 100 },
        triggerKind: 'schedule',
        scheduleId: scheduleOf('task:sync-stripe-invoices'),
      },
    });
  });
}

function activeRuns(): Run[] {
  const at = (secondsAgo: number) => iso(storyNow - secondsAgo * 1000);
  return [
    sampleRun({
      ...ids(stuckRun),
      target: 'workflow:content-pipeline',
      kind: 'workflow',
      status: 'running',
      createdAt: at(843),
      updatedAt: at(590),
      startedAt: at(842),
      attempt: 1,
      timeoutSeconds: 1800,
      config: {
        topic: 'release notes',
        languages: ['en', 'sv'],
        draft: { model: 'writer', maxTokens: 4000 },
      },
      createdBy: 'svc-cms',
    }),
    ...[0, 1].map((index) =>
      sampleRun({
        ...ids(idOf(300 + index)),
        target: 'task:embed-docs',
        status: 'running',
        createdAt: at(190 - index),
        updatedAt: at(2),
        startedAt: at(189 - index),
        attempt: 1,
        timeoutSeconds: 1800,
        progress: { done: 412 - index * 21, total: 675, note: 'guide/' },
      }),
    ),
    sampleRun({
      ...ids(idOf(310)),
      target: 'workflow:kyc-review',
      kind: 'workflow',
      status: 'waiting',
      waitingReason: 'approval',
      createdAt: at(4320),
      updatedAt: at(4300),
      startedAt: at(4319),
      attempt: 1,
    }),
    sampleRun({
      ...ids(idOf(311)),
      target: 'task:warehouse-load',
      status: 'pending',
      createdAt: at(700),
      updatedAt: at(41),
      startedAt: at(699),
      attempt: 2,
      notBefore: iso(storyNow + 79_000),
      reasonText: 'exit code 137',
    }),
    sampleRun({ ...ids(idOf(312)), target: 'task:nightly-backup', createdAt: at(9), updatedAt: at(9) }),
  ];
}

interface Ended {
  readonly number: number;
  readonly target: string;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly seconds: number;
  readonly error: string | null;
  readonly members: Partial<Run>;
}

function ended({ number, target, createdAt, seconds, error, members }: Ended): Run {
  const completedAt = createdAt + 500 + seconds * 1000;
  return sampleRun({
    ...ids(idOf(number)),
    kind: target.startsWith('workflow:') ? 'workflow' : 'task',
    target,
    status: error === null ? 'completed' : 'failed',
    reason: error === null ? 'ok' : 'error',
    error: error === null ? null : { message: error },
    output: error === null ? { items: 10 + (number % 40), ok: true } : null,
    exitCode: error === null ? 0 : 1,
    attempt: error === null ? 1 : 3,
    backoffLimit: 2,
    durationMs: seconds * 1000,
    createdAt: iso(createdAt),
    startedAt: iso(createdAt + 500),
    completedAt: iso(completedAt),
    updatedAt: iso(completedAt),
    ...members,
  });
}

function attemptsOf(runs: readonly Run[]): Attempt[] {
  return runs.flatMap((run) =>
    Array.from({ length: run.attempt ?? 0 }, (_, index) =>
      index + 1 < (run.attempt ?? 0) || run.status === 'failed'
        ? failedAttempt(run, index)
        : lastAttempt(run, index),
    ),
  );
}

function lastAttempt(run: Run, index: number): Attempt {
  const begun = begunAttempt(run, index);
  if (run.completedAt === null) return begun;
  return { ...begun, endedAt: run.completedAt, reason: 'ok', exitCode: 0 };
}

function failedAttempt(run: Run, index: number): Attempt {
  const begun = begunAttempt(run, index);
  const endedAt = iso(Date.parse(begun.startedAt) + 12_000);
  return { ...begun, endedAt, reason: 'error', exitCode: 1, errorMessage: run.error?.message ?? null };
}

function begunAttempt(run: Run, index: number): Attempt {
  return {
    runId: run.id,
    number: index + 1,
    startedAt: iso(Date.parse(run.startedAt ?? run.createdAt) + index * 13_000),
    endedAt: null,
    reason: null,
    reasonText: null,
    exitCode: null,
    signal: null,
    errorMessage: null,
    logFrom: null,
    logTo: null,
    peakMemoryBytes: 88_000_000 + index * 1_000_000,
  };
}

function eventsOf(runs: readonly Run[]): Omit<RunEvent, 'id'>[] {
  return runs.flatMap((run) => {
    const event = (type: string, at: number, message: string, level: RunEvent['level'] = 'info') => ({
      runId: run.id,
      type,
      level,
      message,
      payload: null,
      createdAt: iso(at),
    });
    const created = Date.parse(run.createdAt);
    const first = [event('run.accepted', created, `Accepted ${run.target}`)];
    if (run.startedAt !== null)
      first.push(event('run.started', Date.parse(run.startedAt), 'Attempt 1 started'));
    if (run.id === stuckRun) {
      first.push(
        event('step.started', created + 1_200, 'plan'),
        event('step.completed', created + 42_000, 'plan in 41.2s'),
        event('step.started', created + 42_100, 'research'),
        event('log', created + 132_000, 'fetch_url https://example.org/c 403', 'warn'),
        event('step.completed', created + 242_000, 'research in 3m20s'),
        event('step.started', created + 242_300, 'draft'),
        event('progress', created + 253_000, '1/5 draft 8%'),
      );
    }
    if (run.status === 'failed' && run.completedAt !== null)
      first.push(event('run.failed', Date.parse(run.completedAt), run.error?.message ?? '', 'error'));
    if (run.status === 'completed' && run.completedAt !== null)
      first.push(event('run.completed', Date.parse(run.completedAt), 'Completed'));
    return first;
  });
}

function logsOf(runs: readonly Run[]): Record<string, string> {
  const logs: Record<string, string> = {};
  for (const run of runs) logs[run.id] = run.id === stuckRun ? stuckLog(run) : plainLog(run);
  return logs;
}

function stuckLog(run: Run): string {
  const start = Date.parse(run.startedAt ?? run.createdAt);
  const lines: string[] = [];
  const say = (seconds: number, text: string, stream: 'stdout' | 'stderr' = 'stdout') =>
    lines.push(`${logPrefix(start + Math.round(seconds * 1000), stream)}${text}\n`);
  for (let page = 1; page <= 120; page++)
    say(page * 1.6, `research: page ${page} of 120, bytes=${40_000 + page * 17}`);
  say(200, '{"level":"info","msg":"model call 1/5","tokens_in":18231,"step":"draft"}');
  say(208.1, 'stream opened');
  say(208.9, '{"level":"warn","msg":"fetch_url https://example.org/c 403","attempt":1}');
  for (let wait = 30; wait <= 570; wait += 30)
    say(209 + wait, `provider: no bytes for ${wait}s, keep-alive sent`, 'stderr');
  return lines.join('');
}

function plainLog(run: Run): string {
  if (run.startedAt === null) return '';
  const start = Date.parse(run.startedAt);
  const last = run.error === null ? 'done' : `ERROR ${run.error.message}`;
  const lines = ['starting', `reading ${JSON.stringify(run.config)}`, 'page 1', 'page 2', last];
  return lines
    .map(
      (text, index) =>
        `${logPrefix(start + index * 900, index === 4 && run.error !== null ? 'stderr' : 'stdout')}${text}\n`,
    )
    .join('');
}

function ids(id: string): Pick<Run, 'id' | 'rootRunId'> {
  return { id, rootRunId: id };
}

function idOf(number: number): string {
  return `019abc00-0000-7000-8000-0000${(0x7f3a0000 + number * 0x11).toString(16)}`;
}

/** The id of the schedule that starts a target. */
export function scheduleOf(target: string): string {
  return `019abcce-0000-7000-8000-${String(target.length).padStart(12, '0')}`;
}

function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
