import type { StartConsole } from '../store/console-options.ts';

/** A row of a printed table: column title → cell. */
export type TableRow = Readonly<Record<string, string>>;

/** What the command line is handed by `bin`: the parts above it, loaded when they are first called. */
export interface Wiring {
  /** Absolute path of `bin/vfjobs.js`, to start an executor with. */
  readonly launcher: string;
  readonly startConsole: StartConsole;
  /** A table drawn with borders, for a terminal. */
  readonly printTable: (rows: readonly TableRow[]) => Promise<string>;
  /** Gives the shell's screen back when the launcher has painted over it. May be called twice. */
  leaveSplash(): void;
}
