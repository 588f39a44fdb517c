import { attemptToWire } from '../api/attempt.ts';
import { runToWire } from '../api/run.ts';
import type { Attempt } from '../model/attempt.ts';
import type { Run } from '../model/run.ts';
import { sanitize, sanitizeBlock } from '../terminal/sanitize.ts';
import type { Output } from './output.ts';
import { attemptRow } from './print-attempts.ts';
import { ago, duration } from './times.ts';
import type { TableRow } from './wiring.ts';

const noteLength = 60;

/** A run as a row of a listing. */
export function runRow(run: Run, nowMs: number): TableRow {
  return {
    run: run.id,
    status: run.cancelRequestedAt !== null && run.status === 'running' ? 'cancelling' : run.status,
    target: run.target,
    created: ago(run.createdAt, nowMs),
    took: run.durationMs === null ? '' : duration(run.durationMs),
    note: noteOf(run, nowMs),
  };
}

/**
 * Prints everything known of a run: its wire form with --json, else a line per fact.
 * @param attempts oldest first; null where the server does not tell them
 */
export async function printRun(output: Output, run: Run, attempts: readonly Attempt[] | null): Promise<void> {
  if (!output.json) return printFacts(output, run, attempts ?? []);
  output.value({ ...runToWire(run), ...(attempts && { attempts: attempts.map(attemptToWire) }) });
}

async function printFacts(output: Output, run: Run, attempts: readonly Attempt[]): Promise<void> {
  for (const [name, value] of facts(run)) output.line(`${name.padEnd(10)}${sanitize(value)}`);
  await output.table(attempts.map(attemptRow));
  if (run.error !== null) {
    output.line('error');
    for (const line of sanitizeBlock(run.error.message)) output.line(`  ${line}`);
  }
  if (run.output !== null) {
    output.line('output');
    for (const line of sanitizeBlock(JSON.stringify(run.output, null, 2))) output.line(`  ${line}`);
  }
}

/** How a run ended, in one line: `completed in 1.2s`, `failed after 3 attempts: <error>`. */
export function endOf(run: Run): string {
  const took = run.durationMs === null ? '' : ` in ${duration(run.durationMs)}`;
  const attempts = run.attempt !== null && run.attempt > 1 ? ` after ${run.attempt} attempts` : '';
  const why = run.error === null ? '' : `: ${sanitize(run.error.message)}`;
  return `${run.status}${took}${attempts}${why}`;
}

function facts(run: Run): [name: string, value: string][] {
  const all: [string, string | null][] = [
    ['run', run.id],
    ['target', run.target],
    ['name', run.name],
    ['status', statusOf(run)],
    ['progress', progressOf(run)],
    ['attempt', run.attempt === null ? null : String(run.attempt)],
    ['after', run.dependsOn.length === 0 ? null : run.dependsOn.join(' ')],
    ['waits for', run.waitingFor.length === 0 ? run.waitingReason : run.waitingFor.join(' ')],
    ['batch', run.batchId],
    ['retry of', run.retryOf],
    ['created', run.createdAt],
    ['started', run.startedAt],
    ['next try', run.status === 'pending' ? run.notBefore : null],
    ['ended', run.completedAt],
    ['took', run.durationMs === null ? null : duration(run.durationMs)],
    ['exit code', run.exitCode === null || run.completedAt === null ? null : String(run.exitCode)],
    ['config', JSON.stringify(run.config)],
    ['input', run.input === null ? null : JSON.stringify(run.input)],
  ];
  return all.flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
}

function statusOf({ status, reason, reasonText, completedAt, cancelRequestedAt }: Run): string {
  if (cancelRequestedAt !== null && completedAt === null) return `${status} (cancel asked for)`;
  if (reason === null || reason === 'ok') return status;
  const why = reasonText ?? reason;
  // Of a run that goes on, the reason tells how its last attempt ended.
  return completedAt === null ? `${status} (after ${why})` : `${status} (${why})`;
}

function noteOf(run: Run, nowMs: number): string {
  const why = run.reasonText ?? run.error?.message ?? null;
  const note = waitOf(run) ?? nextTryOf(run, why, nowMs) ?? why ?? progressOf(run) ?? '';
  return note.length > noteLength ? `${note.slice(0, noteLength - 1)}…` : note;
}

/** `waits for approval`, `waits for 2 runs`; null for a run that does not wait. */
function waitOf({ status, waitingReason, waitingFor }: Run): string | null {
  if (status !== 'waiting') return null;
  if (waitingFor.length === 0) return `waits for ${waitingReason ?? 'something'}`;
  return waitingFor.length === 1 ? `waits for ${waitingFor[0]}` : `waits for ${waitingFor.length} runs`;
}

/** `retry in 4m 10s: <why>`; null for a run that is not to be tried again later. */
function nextTryOf({ status, notBefore, attempt }: Run, why: string | null, nowMs: number): string | null {
  const wait = notBefore === null ? 0 : Date.parse(notBefore) - nowMs;
  if (status !== 'pending' || wait <= 0) return null;
  const what = `${(attempt ?? 0) > 0 ? 'retry' : 'starts'} in ${duration(wait)}`;
  return why === null ? what : `${what}: ${why}`;
}

/** `14/37 reading page 14`; null for a run that reports none. */
export function progressOf({ progress }: Run): string | null {
  if (progress === null) return null;
  return `${progress.done}/${progress.total}${progress.note === null ? '' : ` ${progress.note}`}`;
}
