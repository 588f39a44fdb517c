import type { Clock } from '../lib/clock.ts';

/** Milliseconds of work between two turns of the event loop, so that no key waits longer. */
const pieceMs = 4;

/** Work that is done in pieces. */
export interface PieceWork {
  /** Gives the rest up. */
  cancel(): void;
}

/**
 * Does the first piece now and the others in later turns of the event loop, so that keys and frames come between.
 * Short work is over when this answers.
 * @param done called once, when all is done
 */
export function inPieces(clock: Clock, work: Generator<void, void>, done: () => void): PieceWork {
  let disarm: (() => void) | null = null;
  const piece = () => {
    const until = performance.now() + pieceMs;
    do {
      if (work.next().done === true) {
        done();
        return;
      }
    } while (performance.now() < until);
    disarm = clock.after(0, piece);
  };
  piece();
  return { cancel: () => disarm?.() };
}
