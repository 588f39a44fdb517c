import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One line of `attempts.ledger`, as `witness-task.ts` writes it. */
export interface LedgerLine {
  readonly mark: string;
  /** The run's place in the plan. */
  readonly n: number;
  /** The attempt: unlike a process id it is never used twice. */
  readonly who: string;
}

export function readLedger(projectDir: string): LedgerLine[] {
  const path = join(projectDir, 'attempts.ledger');
  return existsSync(path) ? parseLedger(readFileSync(path, 'utf8')) : [];
}

export function parseLedger(text: string): LedgerLine[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [mark = '', n, who = ''] = line.split(' ');
      return { mark, n: Number(n), who };
    });
}

/**
 * Runs of which two attempts were there at once: an older one wrote after a newer one had started, or
 * the newer one found the lock of a process that was still alive.
 */
export function overlaps(lines: readonly LedgerLine[]): number[] {
  const newest = new Map<number, string>();
  const found = new Set<number>();
  for (const { mark, n, who } of lines) {
    if (mark === 'start') newest.set(n, who);
    else if (mark === 'overlap' || newest.get(n) !== who) found.add(n);
  }
  return [...found];
}
