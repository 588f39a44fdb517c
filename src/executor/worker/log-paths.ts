import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Only the user may look into the logs. */
export const privateFile = 0o600;
const privateDir = 0o700;

/** The folder with everything about one run. @throws Error for an id that is no plain file name */
export function runDir(logsDir: string, runId: string): string {
  if (!/^[\w-]+$/.test(runId)) throw new Error(`not a run id: ${runId}`);
  return join(logsDir, runId);
}

export function mergedLogFile(logsDir: string, runId: string): string {
  return join(runDir(logsDir, runId), 'log');
}

export function attemptDir(logsDir: string, runId: string, attempt: number): string {
  return join(runDir(logsDir, runId), String(attempt));
}

/** Where the raw output of an attempt lies. */
export function rawFile(dir: string, stream: 'stdout' | 'stderr'): string {
  return join(dir, stream);
}

/** Where an attempt writes its events, a JSON text per line. May be missing. */
export function eventsFile(dir: string): string {
  return join(dir, 'events');
}

export function resultFile(dir: string): string {
  return join(dir, 'result.json');
}

/** Output of spare children that have no attempt yet. */
export function sparesDir(logsDir: string): string {
  return join(logsDir, 'spares');
}

/** Marks of attempts whose output could not be merged yet. */
export function unmergedDir(logsDir: string): string {
  return join(logsDir, 'unmerged');
}

export function makePrivateDir(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: privateDir });
}
