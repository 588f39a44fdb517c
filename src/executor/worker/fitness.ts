import { statSync } from 'node:fs';
import type { AttemptSpec } from './worker-pool.ts';

/** Runs that a warm child serves at most: whatever it piles up has an end. */
const maxRuns = 500;
/** Bytes that a warm child may grow after its first run. */
const maxGrowth = 128 * 1_048_576;

/** Whether a warm child may be given another run. */
export interface Fitness {
  /** True for a run of the source and the environment that the child has loaded, as they are now. */
  fits(spec: AttemptSpec): boolean;
  /** Counts a run that ended well. */
  served(residentBytes: number): void;
  /** True when it may serve no run any more. */
  readonly worn: boolean;
}

/** @param first the first run of the child, before which it has loaded nothing */
export function createFitness(first: AttemptSpec): Fitness {
  const { sourceFile, environmentId, memoryLimitBytes } = first;
  const stamp = stampOf(sourceFile);
  let runs = 0;
  let mostBytes = memoryLimitBytes;
  let worn = false;
  return {
    fits: (spec) =>
      spec.sourceFile === sourceFile && spec.environmentId === environmentId && stampOf(sourceFile) === stamp,
    served(residentBytes) {
      runs += 1;
      if (runs === 1) mostBytes = Math.min(memoryLimitBytes, residentBytes + maxGrowth);
      worn = runs >= maxRuns || residentBytes > mostBytes;
    },
    get worn() {
      return worn;
    },
  };
}

/** Changes when the file does; empty when it cannot be looked at. */
function stampOf(file: string): string {
  try {
    const { mtimeMs, size, ino } = statSync(file);
    return `${mtimeMs}:${size}:${ino}`;
  } catch {
    return '';
  }
}
