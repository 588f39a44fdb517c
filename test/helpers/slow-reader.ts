import type { IPty } from '@lydell/node-pty';

/** A slice is what a slow link hands over at once. */
const sliceBytes = 512;

/**
 * Reads a pty and delivers its output at a given speed, in small slices. While slices are waiting the
 * pty is not read, so that the program's writes block as they would over a slow link.
 * @param bytesPerSecond undefined: deliver at once
 */
export function createSlowReader(
  terminal: IPty,
  bytesPerSecond: number | undefined,
  deliver: (chunk: Buffer) => void,
): { flush(): void } {
  let waiting: Buffer = Buffer.alloc(0);
  let timer: NodeJS.Timeout | null = null;

  const deliverSlice = (speed: number) => {
    const slice = waiting.subarray(0, sliceBytes);
    timer = setTimeout(
      () => {
        timer = null;
        waiting = waiting.subarray(slice.length);
        deliver(slice);
        if (waiting.length > 0) deliverSlice(speed);
        else terminal.resume();
      },
      (slice.length / speed) * 1000,
    );
  };

  // With `encoding: null` chunks are bytes, whatever the declared type says.
  terminal.onData((data) => {
    const chunk = Buffer.from(data);
    if (bytesPerSecond === undefined) {
      deliver(chunk);
      return;
    }
    waiting = Buffer.concat([waiting, chunk]);
    terminal.pause();
    if (timer === null) deliverSlice(bytesPerSecond);
  });

  return {
    /** Delivers at once what is still waiting; for the end of the program. */
    flush() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      if (waiting.length > 0) deliver(waiting);
      waiting = Buffer.alloc(0);
    },
  };
}
