import type { CreateRun } from '../../../src/model/run.ts';

/** A run that is to be created, under a name by which the test knows it. */
export interface PlannedRun {
  /** Its place in the plan; also its `public_id`, so that a creation may be repeated after a crash. */
  readonly n: number;
  readonly input: CreateRun;
  /** Places of the runs that it depends on, all before its own. */
  readonly needs: readonly number[];
}

/** Runs of one batch. */
const batchSize = 25;

/**
 * A mix of everything that the executor runs: half in a process each, a third in shared children, some that
 * fail at first, some that wait for the two before them, and some batches.
 * @param ms how long an attempt takes; runs differ by up to twice as much
 */
export function planOf(count: number, ms: number): readonly PlannedRun[] {
  return Array.from({ length: count }, (_, n) => {
    const kind = n % 10;
    const needs = kind === 9 ? [n - 1, n - 2] : [];
    const fails = kind === 7 ? 1 : 0;
    const input: CreateRun = {
      target: kind >= 4 && kind <= 6 ? 'task:shared' : 'task:process',
      publicId: `run-${n}`,
      config: { n, ms: ms + (ms * (n % 5)) / 5, fails },
      // Children are killed all the time: none of them shall fail for good by that.
      backoffLimit: 100,
      ...(Math.floor(n / batchSize) % 2 === 1 ? { batchId: batchIdOf(Math.floor(n / batchSize)) } : {}),
    };
    return { n, input, needs };
  });
}

function batchIdOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
