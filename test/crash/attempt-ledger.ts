import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A task that writes down when it starts, that it is still there (every few milliseconds) and when it
 * ends, into one file that all attempts append to. So the file shows what really ran, and when.
 */
export const ledgerTask = `
import { appendFileSync } from 'node:fs';

export default {
  async run(ctx) {
    const write = (mark) => appendFileSync('attempts.ledger', mark + ' ' + ctx.config.n + ' ' + process.pid + '\\n');
    write('start');
    const beat = setInterval(() => write('beat'), 10);
    await new Promise((resolve) => setTimeout(resolve, 150 + 20 * (ctx.config.n % 10)));
    clearInterval(beat);
    write('end');
    return ctx.config.n;
  },
};
`;

export interface LedgerLine {
  readonly mark: string;
  /** Number of the run. */
  readonly n: number;
  readonly pid: number;
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
      const [mark = '', n, pid] = line.split(' ');
      return { mark, n: Number(n), pid: Number(pid) };
    });
}

/** Runs of which an attempt was still there after a later attempt of the same run had started. */
export function overlaps(lines: readonly LedgerLine[]): number[] {
  const newest = new Map<number, number>();
  const found = new Set<number>();
  for (const { mark, n, pid } of lines) {
    if (mark === 'start') newest.set(n, pid);
    else if (newest.get(n) !== pid) found.add(n);
  }
  return [...found];
}
