import type { WriteStream } from 'node:tty';
import { type Clock, systemClock } from '../lib/clock.ts';
import { createListeners } from '../lib/listeners.ts';
import { clipboardSequence } from './clipboard.ts';
import { type Compositor, createCompositor } from './compositor.ts';
import { type Ending, exitCodeOf, watchExits } from './exits.ts';
import { type InkStdin, InkStdout } from './ink-streams.ts';
import { openKeyboard, type TerminalInput } from './keyboard.ts';
import type { MouseEvent } from './mouse.ts';
import { sanitizeBlock } from './sanitize.ts';
import { sizeOf, watchSize } from './screen-size.ts';
import { createStrayOutput } from './stray-output.ts';
import type { ColorDepth } from './style.ts';
import { createTerminalHold, type TerminalHold } from './terminal-hold.ts';

/** The part of a terminal's output stream that a session uses; `process.stdout` is one. */
export type TerminalOutput = Pick<WriteStream, 'columns' | 'rows' | 'on' | 'off'> & {
  write(chunk: string): boolean;
};

/** The terminal while the console has it: alternate screen, raw keys, one writer. */
export interface TerminalSession {
  readonly compositor: Compositor;
  /**
   * The options to hand to Ink's `render`, whole: `render(<App />, session.inkOptions)`.
   * Set `process.env.FORCE_COLOR = '1'` before Ink is imported: it must always print its styles, the
   * compositor takes away the colours that are not wanted.
   */
  readonly inkOptions: typeof inkModes & { readonly stdout: InkStdout; readonly stdin: InkStdin };
  /** Calls `listener` after a resize, once per burst; answers the function that removes it. Ink hears of it too. */
  onResize(listener: (columns: number, rows: number) => void): () => void;
  /**
   * Calls `listener` when the terminal gets or loses the keyboard's focus, where it tells; answers the
   * function that removes it.
   */
  onFocus(listener: (isFocused: boolean) => void): () => void;
  /** Has clicks and the wheel reported, or no longer; every way out ends it. */
  setMouse(isOn: boolean): void;
  /** Calls `listener` for every click and turn of the wheel; answers the function that removes it. */
  onMouse(listener: (event: MouseEvent) => void): () => void;
  /** Hands the terminal to `use` (an editor, say) and takes it back, whatever `use` does. */
  lend<Result>(use: () => Result | Promise<Result>): Promise<Result>;
  /** As Ctrl-Z does: gives the terminal back to the shell and stops the whole process group until it is continued. */
  suspend(): void;
  /** Puts text on the user's clipboard through the terminal; false when it is too long. */
  copy(text: string): boolean;
  /**
   * Gives the terminal back at once, then prints to stderr what other code tried to write. May be called twice.
   */
  restore(): void;
  /** As `restore`, after the terminal has answered what it was asked, so that no answer ends up in the shell. */
  close(): Promise<void>;
}

export interface TerminalSessionOptions {
  readonly stdin: TerminalInput;
  readonly stdout: TerminalOutput;
  /** Where errors and caught prints go; it is caught too when it leads to a terminal. */
  readonly stderr: { readonly isTTY?: boolean | undefined; write(chunk: string): boolean };
  readonly env: NodeJS.ProcessEnv;
  readonly color: ColorDepth;
  readonly ascii?: boolean | undefined;
  readonly clock?: Clock | undefined;
  /** The text for an error that ended the session, without a stack. */
  describeError?(error: unknown): string;
  /** Called with the terminal already restored, before the process exits. */
  onEnding?(ending: Ending): void | Promise<void>;
}

/** Ink prints whole frames and leaves screen, console and Ctrl-C to the session and the key table. */
const inkModes = { debug: true, exitOnCtrlC: false, patchConsole: false, interactive: true } as const;

/** How long the terminal's last answer is waited for before somebody else gets the keyboard, at least and at most. */
const lastReplyMs = { least: 200, most: 2_000 } as const;

/**
 * Takes the terminal. Every way out of the process gives it back: `restore`, signals, an error that nothing
 * caught, `process.exit`. What no process can undo is its own SIGKILL and an abort of V8.
 */
export function openTerminalSession(options: TerminalSessionOptions): TerminalSession {
  const { stdin, stdout, stderr } = options;
  const clock = options.clock ?? systemClock;
  // Bound before the streams are caught: the session alone still reaches the terminal.
  const write = stdout.write.bind(stdout);
  const writeError = stderr.write.bind(stderr);
  const stray = createStrayOutput(stderr.isTTY === true ? [stdout, stderr] : [stdout]);
  const hold = createTerminalHold({ stdin, stray, write });
  const size = sizeOf(stdout);
  const compositor = createCompositor({ ...options, ...size, write, clock, sync: true });
  const inkStdout = new InkStdout(size.columns, size.rows, compositor.setChrome);
  const resized = createListeners<{ columns: number; rows: number }>();
  const focused = createListeners<boolean>();
  const moused = createListeners<MouseEvent>();
  const stops: (() => void)[] = [];
  let isOver = false;

  function restore(): void {
    if (isOver) return;
    isOver = true;
    compositor.stop();
    for (const stop of stops) stop();
    hold.release();
    for (const line of sanitizeBlock(stray.take())) if (line !== '') writeError(`${line}\n`);
  }

  function end(ending: Ending): void {
    if (isOver || (!hold.isHeld && isOfKeyboard(ending))) return;
    restore();
    if (ending.kind === 'error') {
      const text = options.describeError?.(ending.error) ?? String(ending.error);
      for (const line of sanitizeBlock(text)) writeError(`${line}\n`);
    }
    void leave(ending);
  }

  async function leave(ending: Ending): Promise<void> {
    try {
      await options.onEnding?.(ending);
    } finally {
      process.exit(exitCodeOf(ending));
    }
  }

  const keyboard = openKeyboard(stdin, compositor, { onFocus: focused.notify, onMouse: moused.notify }, end);
  // Whoever has the keyboard next would get an answer that is still owed as if it had been typed.
  const answered = () => keyboard.settled(clock, replyWaitMs(compositor.drain.replyMs));
  stops.push(
    keyboard.close,
    watchSize(stdout, clock, ({ columns, rows }) => {
      compositor.resize(columns, rows);
      inkStdout.resize(columns, rows);
      resized.notify({ columns, rows });
    }),
    watchStops(hold, compositor, restore, end),
  );
  stdout.on('error', () => end({ kind: 'signal', signal: 'SIGHUP' }));
  hold.take();

  return {
    compositor,
    inkOptions: { ...inkModes, stdout: inkStdout, stdin: keyboard.inkStdin },
    onResize: (listener) => resized.add(({ columns, rows }) => listener(columns, rows)),
    onFocus: focused.add,
    setMouse: hold.setMouse,
    onMouse: moused.add,
    lend: (use) => lendTerminal(hold, compositor, use),
    suspend: () => void suspendProcess(compositor, answered),
    copy: (text) => sendIfHeld(hold, write, clipboardSequence(text, options.env)),
    restore,
    async close() {
      compositor.stop();
      await answered();
      restore();
    },
  };
}

async function suspendProcess(compositor: Compositor, answered: () => Promise<void>): Promise<void> {
  compositor.pause();
  await answered();
  process.kill(0, 'SIGTSTP');
}

/** Twice as long as this terminal has ever taken. */
function replyWaitMs(replyMs: readonly number[]): number {
  return Math.min(lastReplyMs.most, Math.max(lastReplyMs.least, 2 * Math.max(0, ...replyMs)));
}

/** @returns whether it was sent */
function sendIfHeld(hold: TerminalHold, write: (bytes: string) => void, sequence: string | null): boolean {
  if (sequence === null || !hold.isHeld) return false;
  write(sequence);
  return true;
}

/** Ctrl-C and Ctrl-\ reach every process of a terminal: while another program has it, they are meant for that one. */
function isOfKeyboard(ending: Ending): boolean {
  return ending.kind === 'signal' && (ending.signal === 'SIGINT' || ending.signal === 'SIGQUIT');
}

/** Gives the terminal back while the process is stopped, and takes it again when it goes on. */
function watchStops(
  hold: TerminalHold,
  compositor: Compositor,
  restore: () => void,
  end: (ending: Ending) => void,
): () => void {
  let isStopped = false;
  return watchExits({
    onEnding: end,
    onExit: restore,
    onStop() {
      // A stop while an editor has the terminal is the editor's affair; this process stops with it.
      isStopped = hold.isHeld;
      if (isStopped) compositor.pause();
      hold.release();
      process.kill(process.pid, 'SIGSTOP');
    },
    onContinue() {
      if (!isStopped && !hold.isHeld) return;
      isStopped = false;
      hold.retake();
      compositor.resume();
    },
  });
}

async function lendTerminal<Result>(
  hold: TerminalHold,
  compositor: Compositor,
  use: () => Result | Promise<Result>,
): Promise<Result> {
  compositor.pause();
  hold.release();
  try {
    return await use();
  } finally {
    hold.take();
    compositor.resume();
  }
}
