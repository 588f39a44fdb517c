/** A stream whose writes can be caught. */
export interface CatchableStream {
  write(chunk: string): boolean;
}

/** Text that other code wrote while the screen was ours. */
export interface StrayOutput {
  /** Catches what is written to the streams from here on. */
  begin(): void;
  /** Lets writes through again. */
  end(): void;
  /** What was caught since the last call, the first part left out when it was too much. */
  take(): string;
}

/** The newest characters that are kept. */
const limit = 64 * 1024;

/**
 * Keeps libraries and forgotten prints from writing across the screen: what they say is kept for later.
 * @param streams the process's own streams that lead to this terminal
 */
export function createStrayOutput(streams: readonly CatchableStream[]): StrayOutput {
  let caught = '';
  let originals: readonly CatchableStream['write'][] = [];
  const keep = (chunk: unknown, encoding?: unknown, callback?: unknown): boolean => {
    const text = chunk instanceof Uint8Array ? Buffer.from(chunk).toString('utf8') : String(chunk);
    caught = (caught + text).slice(-limit);
    const done = typeof encoding === 'function' ? encoding : callback;
    if (typeof done === 'function') process.nextTick(done);
    return true;
  };
  return {
    begin() {
      if (originals.length > 0) return;
      originals = streams.map((stream) => stream.write);
      for (const stream of streams) stream.write = keep;
    },
    end() {
      for (const [index, write] of originals.entries()) {
        const stream = streams[index];
        if (stream !== undefined) stream.write = write;
      }
      originals = [];
    },
    take() {
      const text = caught;
      caught = '';
      return text;
    },
  };
}
