import type { Run } from '../model/run.ts';
import { sanitize } from '../terminal/sanitize.ts';
import { progressOf } from './print-run.ts';

/** One line that tells how far a run is, drawn over itself. */
export interface ProgressLine {
  show(run: Run): void;
  /** Makes way for what is printed next. */
  clear(): void;
}

const eraseLine = '\r\x1b[K';
const defaultColumns = 80;

/** @param terminal usually stderr. Where it is no terminal, nothing is drawn */
export function createProgressLine(terminal: NodeJS.WriteStream): ProgressLine {
  if (!terminal.isTTY) return { show: () => undefined, clear: () => undefined };
  return {
    show(run) {
      const text = sanitize(lineOf(run)).slice(0, (terminal.columns || defaultColumns) - 1);
      terminal.write(`${eraseLine}${text}`);
    },
    clear: () => void terminal.write(eraseLine),
  };
}

function lineOf(run: Run): string {
  const attempt = run.attempt !== null && run.attempt > 1 ? `attempt ${run.attempt}` : null;
  return [run.status, attempt, progressOf(run)].filter((part) => part !== null).join('  ');
}
