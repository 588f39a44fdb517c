import { closeSync, constants, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { parseTaskEvent } from './child-message.ts';
import type { Followed, Found } from './followed.ts';
import { maxEventLine } from './protocol.ts';
import type { TaskEvent } from './worker-pool.ts';

/** Read at once; more than a line may have. */
const sliceBytes = 2 * maxEventLine;
/** A file that is not there is looked for at every so many-th tick only: who makes it says so as well. */
const seldom = 10;
/** Ticks to wait after events could not be recorded. */
const pauseTicks = 25;

const newline = 0x0a;
const slice = Buffer.alloc(sliceBytes);

/**
 * Takes events and up to where in the file they reach. A promise that it answers resolves when they are
 * durable; when it rejects, they are handed over again.
 */
export type TakeEvents = (events: readonly TaskEvent[], takenBytes: number) => Promise<void> | void;

/** Reads the events that one attempt appends to its file, a JSON text per line. */
export interface EventTail extends Followed {
  /** Bytes of the file whose events are durable. */
  readonly totalBytes: number;
  /** The child says that there is something. Never throws. */
  poke(): void;
  /** Hands over the rest. What could not be recorded stays in the file. Never rejects. */
  close(): Promise<void>;
}

/**
 * Opens the tail of a file that may not be there yet.
 * @param fromByte what an earlier daemon has recorded
 */
export function openEventTail(file: string, fromByte: number, take: TakeEvents): EventTail {
  let fd: number | null = null;
  let taken = fromByte;
  /** Events that are on their way into the storage. */
  let handing: Promise<void> | null = null;
  let pause = 0;
  let failed = false;
  let skipping = false;

  function poll(): Found {
    if (handing !== null || pause > 0) {
      pause -= handing === null ? 1 : 0;
      return 'nothing';
    }
    fd ??= openEvents(file);
    if (fd === null) {
      pause = seldom;
      return 'nothing';
    }
    const length = readSync(fd, slice, 0, sliceBytes, taken);
    const read = readLines(slice.subarray(0, length), skipping);
    if (read.consumed === 0) return 'nothing';
    hand(read);
    return handing === null && length === sliceBytes ? 'more' : 'new';
  }

  function hand(read: Lines): void {
    const reach = taken + read.consumed;
    const keep = () => {
      taken = reach;
      skipping = read.skipping;
      failed = false;
    };
    const answer = read.events.length === 0 ? undefined : take(read.events, reach);
    if (answer === undefined) {
      keep();
      return;
    }
    const giveBack = () => {
      failed = true;
      pause = pauseTicks;
    };
    handing = answer.then(keep, giveBack).finally(() => {
      handing = null;
    });
  }

  async function takeRest(): Promise<void> {
    for (;;) {
      await handing;
      // The storage refuses: what is left stays in the file.
      if (failed) return;
      pause = 0;
      if (poll() === 'nothing') return;
      if (handing === null) await nextTurn();
    }
  }

  return {
    get totalBytes() {
      return taken;
    },
    poll,
    poke() {
      if (!failed) pause = 0;
      try {
        poll();
      } catch {
        // User code may have put anything in the file's place, and pokes as it likes: that must not end the daemon.
        pause = pauseTicks;
      }
    },
    async close() {
      try {
        await takeRest();
      } catch {
        // Unreadable: nothing more can be had of it.
      }
      if (fd !== null) closeSync(fd);
      fd = null;
      pause = Number.POSITIVE_INFINITY;
    },
  };
}

/**
 * Hands over the events that a dead daemon had not recorded.
 * @param fromByte what it had recorded
 */
export function recoverEvents(file: string, fromByte: number, take: TakeEvents): Promise<void> {
  return openEventTail(file, fromByte, take).close();
}

/** True when the file holds more than what was recorded of it. */
export function hasMoreEvents(file: string, recordedBytes: number): boolean {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat !== undefined && stat.size > recordedBytes;
}

/** Null while it is not there. User code may have put anything in its place: only a plain file is read. */
function openEvents(file: string): number | null {
  if (statSync(file, { throwIfNoEntry: false }) === undefined) return null;
  const fd = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  if (fstatSync(fd).isFile()) return fd;
  closeSync(fd);
  return null;
}

interface Lines {
  readonly events: TaskEvent[];
  readonly consumed: number;
  /** The end of a line that is too long has not been seen yet. */
  readonly skipping: boolean;
}

function readLines(bytes: Buffer, wasSkipping: boolean): Lines {
  const events: TaskEvent[] = [];
  let skipping = wasSkipping;
  let start = 0;
  for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
    const event = skipping || end - start > maxEventLine ? null : eventIn(bytes, start, end);
    if (event !== null) events.push(event);
    skipping = false;
    start = end + 1;
  }
  if (bytes.length - start <= maxEventLine) return { events, consumed: start, skipping };
  return { events, consumed: bytes.length, skipping: true };
}

function eventIn(bytes: Buffer, start: number, end: number): TaskEvent | null {
  try {
    return parseTaskEvent(JSON.parse(bytes.toString('utf8', start, end)));
  } catch {
    return null;
  }
}
