import type { ConsoleStore } from './console-state.ts';

/** What a program of the user printed; `lines` changes in place. */
export interface ProgramOutput {
  readonly title: string;
  readonly lines: string[];
  /** First line shown. */
  readonly top: number;
  /** Lines that were printed beyond those kept. */
  readonly leftOut: number;
  /** How it ended; null while it runs. */
  readonly end: string | null;
}

/** Changes the output if it is still the one shown. */
export function patchOutput(store: ConsoleStore, of: ProgramOutput, change: Partial<ProgramOutput>): void {
  const { output } = store.getState();
  if (output?.lines === of.lines) store.setState({ output: { ...output, ...change } });
}
