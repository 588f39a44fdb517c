import type { AttemptOutcome } from './worker-pool.ts';

/** The outcome that a child wrote before it or its daemon died; null when it wrote none. */
export async function recoverOutcome(attemptDir: string): Promise<AttemptOutcome | null> {
  throw new Error(`not written yet: ${attemptDir}`);
}
