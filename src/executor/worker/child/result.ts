import { renameSync, writeFileSync } from 'node:fs';
import type { AttemptOutcome } from '../worker-pool.ts';

/** Puts the outcome on disk in one step, so that a reader finds all of it or nothing. */
export function writeResult(file: string, outcome: AttemptOutcome): void {
  const draft = `${file}.draft`;
  writeFileSync(draft, JSON.stringify(outcome), { mode: 0o600 });
  renameSync(draft, file);
}
