import type { Run } from '../model/run.ts';
import { progressOf } from './print-run.ts';
import { createStatusLine } from './status-line.ts';

/** One line that tells how far a run is, drawn over itself. */
export interface ProgressLine {
  show(run: Run): void;
  /** Makes way for what is printed next. */
  clear(): void;
}

/** @param terminal usually stderr. Where it is no terminal, nothing is drawn */
export function createProgressLine(terminal: NodeJS.WriteStream): ProgressLine {
  const line = createStatusLine(terminal);
  return { show: (run) => line.show(lineOf(run)), clear: line.clear };
}

function lineOf(run: Run): string {
  const attempt = run.attempt !== null && run.attempt > 1 ? `attempt ${run.attempt}` : null;
  return [run.status, attempt, progressOf(run)].filter((part) => part !== null).join('  ');
}
