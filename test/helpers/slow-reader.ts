import type { IPty } from '@lydell/node-pty';

/** A slice is what a slow link hands over at once. */
const sliceBytes = 512;

/** What lies between a program and who looks at its terminal. */
export interface Way {
  /** Absent: as fast as it comes. */
  readonly bytesPerSecond?: number | undefined;
  /** How long each slice is under way on top of that, in ms; only where the speed is given. Default 0. */
  readonly delayMs?: number | undefined;
}

/**
 * Reads a pty and delivers its output at a given speed, in small slices. While slices are waiting the
 * pty is not read, so that the program's writes block as they would over a slow link.
 */
export function createSlowReader(
  terminal: IPty,
  { bytesPerSecond, delayMs = 0 }: Way,
  deliver: (chunk: Buffer) => void,
): { flush(): void } {
  let waiting: Buffer = Buffer.alloc(0);
  let timer: NodeJS.Timeout | null = null;
  /** Slices that have left and not arrived, oldest first. */
  const underWay: Buffer[] = [];

  const arrive = () => {
    const slice = underWay.shift();
    if (slice !== undefined) deliver(slice);
  };
  const send = (slice: Buffer) => {
    underWay.push(slice);
    if (delayMs === 0) arrive();
    else setTimeout(arrive, delayMs);
  };
  const sendSlice = (speed: number) => {
    const slice = waiting.subarray(0, sliceBytes);
    timer = setTimeout(
      () => {
        timer = null;
        waiting = waiting.subarray(slice.length);
        send(slice);
        if (waiting.length > 0) sendSlice(speed);
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
    if (timer === null) sendSlice(bytesPerSecond);
  });

  return {
    /** Delivers at once what is still waiting; for the end of the program. */
    flush() {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      while (underWay.length > 0) arrive();
      if (waiting.length > 0) deliver(waiting);
      waiting = Buffer.alloc(0);
    },
  };
}
