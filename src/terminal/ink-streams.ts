import { Readable, Writable } from 'node:stream';

const escapeSequencesOnly = /^(?:\x1b\[[0-?]*[ -/]*[@-~])+$/;

/** What Ink takes for the terminal it writes to: in debug mode it writes whole frames. */
export class InkStdout extends Writable {
  readonly isTTY = true;
  columns: number;
  rows: number;
  readonly #onFrame: (frame: string) => void;

  constructor(columns: number, rows: number, onFrame: (frame: string) => void) {
    super({ decodeStrings: false });
    this.columns = columns;
    this.rows = rows;
    this.#onFrame = onFrame;
  }

  /** Takes the new size and tells Ink. */
  resize(columns: number, rows: number): void {
    this.columns = columns;
    this.rows = rows;
    this.emit('resize');
  }

  override _write(chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
    const text = String(chunk);
    // Ink's own screen control (cursor, paste mode, erasing) is the session's duty; '' is its write barrier.
    if (text !== '' && !escapeSequencesOnly.test(text)) this.#onFrame(text);
    done();
  }
}

/**
 * What Ink takes for the keyboard: one chunk is one key, so that Ink doesn't take fast typing for one key of
 * several letters. Raw mode is the session's duty, so asking for it changes nothing.
 */
export class InkStdin extends Readable {
  readonly isTTY = true;

  constructor() {
    super({ objectMode: true });
  }

  override setEncoding(): this {
    return this;
  }

  override _read(): void {}

  setRawMode(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}
