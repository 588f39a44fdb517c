import { constants } from 'node:os';
import pty from '@lydell/node-pty';
import { createEmulatedScreen, type ScreenView } from './emulated-screen.ts';
import { keyBytes } from './key-bytes.ts';
import { createSlowReader } from './slow-reader.ts';

export interface PtyProgramOptions {
  readonly file: string;
  readonly args: readonly string[];
  /** The whole environment of the program; TERM is added. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Default 120. */
  readonly columns?: number | undefined;
  /** Default 40. */
  readonly rows?: number | undefined;
  /** Reads no faster than this, as a slow link would. Default: as fast as it comes. */
  readonly bytesPerSecond?: number | undefined;
  /** How long what it prints is under way, in ms; only together with `bytesPerSecond`. Default 0. */
  readonly delayMs?: number | undefined;
}

/** What to wait for: a text or a pattern anywhere on the screen, or any claim about it. */
export type Awaited = string | RegExp | ((screen: ScreenView) => boolean);

export interface PtyExit {
  readonly exitCode: number;
  /** Name of the signal, null when the program ended by itself. */
  readonly signal: string | null;
}

/** Counters since the start or since the last `resetTraffic`. */
export interface Traffic {
  readonly bytes: number;
  /** Frames: how often `CSI ?2026h` came. */
  readonly frames: number;
}

/** A program in a real pseudo-terminal, whose screen can be read and waited for. */
export interface PtyProgram {
  readonly pid: number;
  readonly view: ScreenView;
  readonly exit: Promise<PtyExit>;
  /** Everything that was written so far, byte for byte. */
  readonly raw: Buffer;
  readonly traffic: Traffic;
  resetTraffic(): void;
  /** The rows of the screen, trimmed at the right. */
  screen(): string[];
  screenText(): string;
  /** Presses keys by name: `press('down', 'enter', 'ctrl-c', 'X')`. */
  press(...keys: string[]): void;
  /** Types a text as it is. */
  type(text: string): void;
  /**
   * Resolves on the chunk of output that makes the claim true, outside of a half-drawn frame.
   * Rejects with the whole screen in the message after `timeoutMs` (default 10 s) or when the program ends.
   */
  waitFor(claim: Awaited, timeoutMs?: number, name?: string): Promise<void>;
  /** Resolves when nothing has been written for a while: what a key has changed is on the screen by then. */
  quiet(): Promise<void>;
  /** Called with every chunk as it arrives, before the screen shows it; answers how to stop. */
  onOutput(listener: (chunk: Buffer) => void): () => void;
  resize(columns: number, rows: number): void;
  /** Sends a signal to this process alone. */
  signal(name: NodeJS.Signals): void;
  /** Kills the process if it still runs and frees the terminal. */
  close(): Promise<void>;
}

/** Longer than a tick of the screen and an answer of a server on this machine. */
const quietMs = 80;

const frameStart = Buffer.from('\x1b[?2026h');

export function startInPty(options: PtyProgramOptions): PtyProgram {
  const columns = options.columns ?? 120;
  const rows = options.rows ?? 40;
  const screen = createEmulatedScreen(columns, rows);
  const terminal = pty.spawn(options.file, [...options.args], {
    name: 'xterm-256color',
    cols: columns,
    rows,
    cwd: options.cwd,
    env: { ...options.env },
    encoding: null,
  });
  screen.onReply((reply) => terminal.write(reply));

  const chunks: Buffer[] = [];
  const outputListeners = new Set<(chunk: Buffer) => void>();
  const waiters = new Set<() => void>();
  let ended: PtyExit | null = null;
  let bytes = 0;
  let frames = 0;
  let tail = Buffer.alloc(0);

  const deliver = (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
    const joined = Buffer.concat([tail, chunk]);
    frames += countOf(joined, frameStart);
    tail = joined.subarray(Math.max(0, joined.length - frameStart.length + 1));
    for (const listener of [...outputListeners]) listener(chunk);
    void screen.write(chunk).then(checkAll);
  };
  const checkAll = () => {
    for (const check of [...waiters]) check();
  };
  const reader = createSlowReader(terminal, options, deliver);
  const exit = new Promise<PtyExit>((resolve) => {
    terminal.onExit(({ exitCode, signal }) => {
      reader.flush();
      void screen.write('').then(() => {
        ended = { exitCode, signal: signalName(signal) };
        checkAll();
        resolve(ended);
      });
    });
  });

  const waitFor = (claim: Awaited, timeoutMs = 10_000, name = describe(claim)) =>
    new Promise<void>((resolve, reject) => {
      const holds = claimOn(screen, claim);
      const settle = (failure: string | null) => {
        waiters.delete(check);
        clearTimeout(timer);
        if (failure === null) resolve();
        else reject(new Error(`${failure}: ${name}\n${framed(screen)}`));
      };
      const check = () => {
        if ((ended !== null || !screen.inFrame) && holds()) settle(null);
        else if (ended !== null) settle(`the program ended (${JSON.stringify(ended)}) before`);
      };
      const timer = setTimeout(() => settle(`waited ${timeoutMs} ms in vain for`), timeoutMs);
      waiters.add(check);
      void screen.write('').then(check);
    });

  return {
    pid: terminal.pid,
    view: screen,
    exit,
    get raw() {
      return Buffer.concat(chunks);
    },
    get traffic() {
      return { bytes, frames };
    },
    resetTraffic() {
      bytes = 0;
      frames = 0;
    },
    screen: screen.lines,
    screenText: screen.text,
    press: (...keys) => terminal.write(keys.map(keyBytes).join('')),
    type: (text) => terminal.write(text),
    waitFor,
    quiet: () =>
      new Promise((resolve) => {
        const done = () => {
          outputListeners.delete(again);
          resolve();
        };
        let timer = setTimeout(done, quietMs);
        const again = () => {
          clearTimeout(timer);
          timer = setTimeout(done, quietMs);
        };
        outputListeners.add(again);
      }),
    onOutput(listener) {
      outputListeners.add(listener);
      return () => outputListeners.delete(listener);
    },
    resize(nextColumns, nextRows) {
      screen.resize(nextColumns, nextRows);
      terminal.resize(nextColumns, nextRows);
    },
    signal: (name) => process.kill(terminal.pid, name),
    async close() {
      try {
        if (ended === null) process.kill(terminal.pid, 'SIGKILL');
      } catch {
        // It died a moment ago, and its last output is still on the way.
      }
      await exit;
      screen.dispose();
    },
  };
}

/** The screen in a frame, for messages. */
export function framed(view: ScreenView): string {
  const bar = '─'.repeat(view.columns);
  const body = view.lines().map((line) => `│${line.padEnd(view.columns)}│`);
  return [`┌${bar}┐`, ...body, `└${bar}┘`].join('\n');
}

function claimOn(view: ScreenView, claim: Awaited): () => boolean {
  if (typeof claim === 'string') return () => view.text().includes(claim);
  if (claim instanceof RegExp) return () => claim.test(view.text());
  return () => claim(view);
}

function describe(claim: Awaited): string {
  return typeof claim === 'string' ? JSON.stringify(claim) : String(claim);
}

function countOf(text: Buffer, part: Buffer): number {
  let count = 0;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + part.length)) count++;
  return count;
}

function signalName(number: number | undefined): string | null {
  if (number === undefined || number === 0) return null;
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0] ?? String(number);
}
