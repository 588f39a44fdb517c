import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { AttemptOutcome } from '../worker-pool.ts';

/**
 * Puts the outcome on disk in one step, so that a reader finds all of it or nothing. Makes the folder,
 * which a run in a warm child has only when it needs one.
 */
export function writeResult(file: string, outcome: AttemptOutcome): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.draft`;
  writeFileSync(draft, JSON.stringify(outcome), { mode: 0o600 });
  renameSync(draft, file);
}
