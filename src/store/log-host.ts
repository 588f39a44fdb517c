import type { ConsoleModel } from './console-model.ts';
import type { ConsoleState } from './console-state.ts';
import type { LineSource } from './line-source.ts';
import type { LogPane } from './log-pane.ts';

/** A place that shows a pane of log lines: the log of a run, or those of several. */
export interface LogHost {
  /** The pane and its lines; null while there is none. */
  readonly of: (state: ConsoleState) => ShownLog | null;
  /** Changes the pane, and has it painted. */
  readonly patch: (model: ConsoleModel, change: Partial<LogPane>) => void;
  /** Lines that the pane has room for. */
  readonly height: (model: ConsoleModel) => number;
  /** Reads the part above the first line; answers whether that brought lines. */
  readonly readEarlier: (model: ConsoleModel) => Promise<boolean>;
}

export interface ShownLog {
  readonly pane: LogPane;
  readonly source: LineSource;
  /** Which run or runs these are: marks are kept by it. */
  readonly name: string;
}

export function logOf(model: ConsoleModel, host: LogHost): ShownLog | null {
  return host.of(model.store.getState());
}
