import { PassThrough } from 'node:stream';
import type { TerminalInput } from '../../src/terminal/keyboard.ts';
import type { ColorDepth } from '../../src/terminal/style.ts';
import {
  openTerminalSession,
  type TerminalOutput,
  type TerminalSession,
} from '../../src/terminal/terminal-session.ts';
import { createEmulatedScreen, type EmulatedScreen } from '../helpers/emulated-screen.ts';
import { textOf } from '../unit/terminal/screen-text.ts';

/** A terminal of our own: an emulated screen behind streams that behave as a tty's do. */
export interface FakeTerminal {
  readonly session: TerminalSession;
  readonly screen: EmulatedScreen;
  /** What the session wrote, one entry per write. */
  readonly writes: string[];
  /** Whether the keyboard is in raw mode. */
  readonly isRaw: () => boolean;
  readonly errors: string[];
  /** The stream that other code takes for standard output. */
  readonly stdout: TerminalOutput;
  type(keys: string): void;
  resize(columns: number, rows: number): void;
  /** Resolves with the rows once `test` holds for them; rejects after 5 s with what the screen shows. */
  until(test: (rows: string[]) => boolean): Promise<string[]>;
}

class FakeOutput extends PassThrough {
  columns = 0;
  rows = 0;
}

class FakeInput extends PassThrough {
  isRaw = false;
  setRawMode(isRaw: boolean): this {
    this.isRaw = isRaw;
    return this;
  }
}

export function fakeTerminal(
  columns: number,
  rows: number,
  options: { readonly color?: ColorDepth; readonly ascii?: boolean } = {},
): FakeTerminal {
  const screen = createEmulatedScreen(columns, rows);
  const stdout = new FakeOutput();
  stdout.columns = columns;
  stdout.rows = rows;
  const stdin = new FakeInput();
  const writes: string[] = [];
  const errors: string[] = [];
  const changed: (() => void)[] = [];
  stdout.on('data', (chunk: Buffer) => {
    writes.push(chunk.toString());
    void screen.write(chunk.toString()).then(() => {
      for (const listener of [...changed]) listener();
    });
  });
  screen.onReply((reply) => stdin.write(reply));
  const session = openTerminalSession({
    // The streams have the members that a session uses; a whole tty needs a real terminal.
    stdin: stdin as unknown as TerminalInput,
    stdout: stdout as unknown as TerminalOutput,
    stderr: { isTTY: false, write: (text) => errors.push(text) > 0 },
    env: {},
    color: '16',
    ...options,
  });
  return {
    session,
    screen,
    writes,
    errors,
    stdout: stdout as unknown as TerminalOutput,
    isRaw: () => stdin.isRaw,
    type: (keys) => stdin.write(keys),
    resize(width, height) {
      screen.resize(width, height);
      Object.assign(stdout, { columns: width, rows: height });
      stdout.emit('resize');
    },
    until: (test) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const shown = textOf(screen);
          if (!test(shown)) return;
          clearTimeout(timer);
          changed.splice(changed.indexOf(look), 1);
          resolve(shown);
        };
        const timer = setTimeout(
          () => reject(new Error(`The screen never came to that. It shows:\n${textOf(screen).join('\n')}`)),
          5000,
        );
        changed.push(look);
        look();
      }),
  };
}
