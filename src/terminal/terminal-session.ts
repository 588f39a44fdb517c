import type { ReadStream, WriteStream } from 'node:tty';
import type { Compositor } from './compositor.ts';

/** Why the session ends without the user having asked for it. */
export type Ending =
  | { readonly kind: 'signal'; readonly signal: NodeJS.Signals }
  | { readonly kind: 'error'; readonly error: unknown };

/** The terminal while the console has it: alternate screen, raw keys, one writer. */
export interface TerminalSession {
  readonly compositor: Compositor;
  /** The options to hand to Ink's `render`, whole: `render(<App />, session.inkOptions)`. */
  readonly inkOptions: {
    readonly stdout: WriteStream;
    readonly stdin: ReadStream;
    readonly stderr: WriteStream;
    readonly debug: true;
    readonly exitOnCtrlC: false;
    readonly patchConsole: false;
    readonly interactive: true;
  };
  readonly inkStdout: WriteStream;
  readonly inkStdin: ReadStream;
  /** Calls `listener` after a resize, once per burst; answers the function that removes it. Ink hears of it too. */
  onResize(listener: (columns: number, rows: number) => void): () => void;
  /** Hands the terminal to `job` (an editor, say) and takes it back, whatever `job` does. */
  lend<Result>(job: () => Result | Promise<Result>): Promise<Result>;
  /** As Ctrl-Z does: gives the terminal back to the shell and stops this process until it is continued. */
  suspend(): void;
  /** Puts text on the user's clipboard through the terminal; false when it is too long or can't be sent. */
  copy(text: string): boolean;
  /** Gives the terminal back, then prints what other code tried to write. May be called twice. */
  restore(): void;
}
