import { isoTime } from '../../src/lib/clock.ts';
import type { SlimRun } from '../../src/model/slim-run.ts';
import { type BatchState, isUncut, listedRuns } from '../../src/store/batch-state.ts';
import { choose } from '../choose.ts';
import { formatCount } from '../format-time.ts';
import { saveText } from '../outside/save-file.ts';
import type { ConsoleParts } from '../parts.ts';
import { csvLine } from '../runs/csv.ts';

/** Saves the runs that the list shows: as CSV, or one JSON object in a line. */
export function exportBatch(parts: ConsoleParts, batch: BatchState): void {
  exportRuns(
    parts,
    `batch-${batch.batchId}`,
    listedRuns(batch),
    isUncut(batch.cut) ? 'all loaded' : 'as filtered',
  );
}

/**
 * Asks for the form and the file, and saves runs.
 * @param name of the file, without its end
 * @param which which runs they are, in a word or two
 */
export function exportRuns(parts: ConsoleParts, name: string, runs: readonly SlimRun[], which: string): void {
  const title = `${formatCount(runs.length)} runs, ${which}`;
  const save = (ending: string, lines: (runs: readonly SlimRun[]) => Iterable<string>) =>
    saveText(parts, { name: `${name}.${ending}`, title, lines: () => lines(runs) });
  choose(
    parts,
    `Save ${title} as`,
    [
      { key: 'c', label: 'CSV: a line each, for a spreadsheet', take: () => save('csv', csvLines) },
      {
        key: 'j',
        label: 'JSON lines: one object each, without config and output',
        take: () => save('jsonl', jsonLines),
      },
    ],
    0,
  );
}

const fields = [
  'id',
  'target',
  'status',
  'reason',
  'batch_id',
  'given',
  'attempt',
  'exit_code',
  'created_at',
  'started_at',
  'changed_at',
  'duration_ms',
  'retry_of',
  'fingerprint',
  'error',
] as const;

type Field = (typeof fields)[number];
type RunRecord = Readonly<Record<Field, string | number | null>>;

function recordOf(run: SlimRun): RunRecord {
  return {
    id: run.id,
    target: run.target,
    status: run.status,
    reason: run.reasonText ?? run.reason,
    batch_id: run.batchId,
    given: run.given,
    attempt: run.attempt,
    exit_code: run.exitCode,
    created_at: isoTime(run.createdAt),
    started_at: run.startedAt === null ? null : isoTime(run.startedAt),
    changed_at: isoTime(run.changedAt),
    duration_ms: run.durationMs,
    retry_of: run.retryOf,
    fingerprint: run.fingerprint,
    error: run.message,
  };
}

/** RFC 4180, with its header. */
export function* csvLines(runs: readonly SlimRun[]): Generator<string> {
  yield csvLine(fields);
  for (const run of runs) {
    const record = recordOf(run);
    yield csvLine(fields.map((field) => record[field]));
  }
}

export function* jsonLines(runs: readonly SlimRun[]): Generator<string> {
  for (const run of runs) yield JSON.stringify(recordOf(run));
}
