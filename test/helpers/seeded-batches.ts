import type { Batch } from '../../src/model/batch.ts';
import type { Run } from '../../src/model/run.ts';
import { isTerminal, noCounts } from '../../src/model/run-status.ts';
import { sampleRun } from './sample-run.ts';
import { seededNow } from './seeded-data.ts';

/** The batches that runs belong to, newest first, counted as a server does. */
export function batchesOf(runs: Iterable<Run>): readonly Batch[] {
  const byId = Map.groupBy(runs, ({ batchId }) => batchId ?? '');
  byId.delete('');
  return [...byId]
    .map(([id, members]) => batchOf(id, members))
    .sort((left, right) => (left.createdAt < right.createdAt ? 1 : -1));
}

function batchOf(id: string, members: readonly Run[]): Batch {
  const counts = noCounts();
  for (const { status } of members) counts[status]++;
  const targets = new Set(members.map(({ target }) => target));
  const failed = new Set(members.filter(({ status }) => status === 'failed').map((run) => run.id));
  const times = members.map(({ createdAt }) => createdAt).sort();
  return {
    id,
    projectId: members[0]?.projectId ?? '',
    target: targets.size === 1 ? (members[0]?.target ?? null) : null,
    runCount: members.length,
    counts,
    retriedCount: members.filter(({ retryOf }) => retryOf !== null && failed.has(retryOf)).length,
    endedLastMinute: members.filter(
      ({ status, completedAt }) =>
        isTerminal(status) && completedAt !== null && seededNow - Date.parse(completedAt) < 60_000,
    ).length,
    createdAt: times[0] ?? '',
    updatedAt: times.at(-1) ?? '',
    result: null,
  };
}

export const badBatchId = 'invoices-2026-11-22';

/** Ago in seconds at which the runs of the bad batch began to fail. */
const turnedBadAt = 1_161;

/** A batch of 480 runs, newest first: from 11:44:20 on they fail, most of them for one reason. */
export function badBatch(): Run[] {
  return Array.from({ length: 480 }, (_, index) => batchRun(index)).reverse();
}

function batchRun(index: number): Run {
  const id = `019af2b0-2222-7000-8000-${String(index).padStart(12, '0')}`;
  const startedAgo = 1_954 - index * 4;
  const base = {
    id,
    rootRunId: id,
    target: 'task:sync-stripe-invoices',
    batchId: badBatchId,
    config: { customer: `cus_${(9_000 + index).toString(36).toUpperCase()}` },
    createdAt: iso(1_954),
    updatedAt: iso(1_954),
    backoffLimit: 2,
  };
  if (index >= 467) return sampleRun({ ...base, createdAt: iso(1_953) });
  const started = { ...base, startedAt: iso(startedAgo), updatedAt: iso(startedAgo), attempt: 1 };
  if (index >= 447) return sampleRun({ ...started, status: 'running' });
  const ended = {
    ...started,
    updatedAt: iso(startedAgo - 40),
    completedAt: iso(startedAgo - 40),
    durationMs: 40_000 + index,
  };
  const fails = startedAgo <= turnedBadAt ? index % 7 !== 0 : index === 28 || index === 90;
  if (!fails) return sampleRun({ ...ended, status: 'completed', reason: 'ok' });
  return sampleRun({
    ...ended,
    status: 'failed',
    reason: 'error',
    attempt: 3,
    error: { message: errorOf(index) },
  });
}

function errorOf(index: number): string {
  if (index < 100) return `invoice in_1Q${index} missing field "customer"`;
  if (index % 17 === 0) return `read ECONNRESET api.stripe.com after ${index}.1s`;
  return `HTTP 429 from https://api.stripe.com/v1/invoices?page=${index % 9} retry-after=30`;
}

/** Failures of the last days outside every batch. */
export function lateFailures(): Run[] {
  const failed = (number: number, ago: number, target: string, message: string) => {
    const id = `019af2b0-3333-7000-8000-${String(number).padStart(12, '0')}`;
    return sampleRun({
      id,
      rootRunId: id,
      target,
      status: 'failed',
      reason: 'error',
      attempt: 1,
      backoffLimit: 0,
      createdAt: iso(ago + 200),
      startedAt: iso(ago + 175),
      updatedAt: iso(ago),
      completedAt: iso(ago),
      durationMs: 175_000,
      error: { message },
    });
  };
  return [
    ...Array.from({ length: 4 }, (_, index) =>
      failed(
        index,
        90_000 + index * 3_600,
        'task:sync-stripe-invoices',
        `HTTP 429 from https://api.stripe.com/v1/invoices?page=${index} retry-after=5`,
      ),
    ),
    ...Array.from({ length: 6 }, (_, index) =>
      failed(
        20 + index,
        1_300 + index * 600,
        'agent:case-triage',
        `no answer of the model within ${170 + index} s`,
      ),
    ),
    failed(
      40,
      11_000,
      'task:warehouse-load',
      "The task's process ran out of memory \u001b[31mfor rows\u001b[0m of \u202e'stock'",
    ),
    failed(
      41,
      17_000,
      'task:sync-hubspot',
      'HTTP 401 from https://api.hubspot.com/crm/v3: token expired at 06:59',
    ),
  ];
}

function iso(secondsAgo: number): string {
  return new Date(seededNow - secondsAgo * 1_000).toISOString();
}
