import type { Clock } from '../../../lib/clock.ts';

/** Milliseconds until the next look at what is not clear yet; it doubles each time. */
const waitMs = { first: 60_000, most: 960_000 } as const;

/** How clear things are after a look: nothing to do, to be looked at each minute, or less and less often. */
export type Clearness = 'clear' | 'unwatched' | 'unclear';

/** A look that is taken one at a time, and again later as long as it has to be. */
export interface RepeatedLook {
  /** Who asks while one is under way gets another one after it. Resolves when nobody asks any more. */
  now(): Promise<void>;
  readonly isUnderWay: boolean;
  /** Something has changed: waiting begins anew. */
  startOver(): void;
  stop(): void;
}

/** @param look never rejects */
export function createRepeatedLook(clock: Clock, look: () => Promise<Clearness>): RepeatedLook {
  let underWay: Promise<void> | null = null;
  let isAgain = false;
  let isStopped = false;
  let wait: number = waitMs.first;
  let callOff = () => {};

  async function lookUntilQuiet(): Promise<void> {
    callOff();
    let clearness: Clearness;
    do {
      isAgain = false;
      clearness = await look();
    } while (isAgain && !isStopped);
    underWay = null;
    if (!isStopped) later(clearness);
  }

  function later(clearness: Clearness): void {
    const delay = clearness === 'unclear' ? wait : waitMs.first;
    if (clearness !== 'clear') callOff = clock.after(delay, () => void now());
    wait = clearness === 'unclear' ? Math.min(2 * wait, waitMs.most) : waitMs.first;
  }

  function now(): Promise<void> {
    if (underWay !== null) isAgain = true;
    underWay ??= lookUntilQuiet();
    return underWay;
  }

  return {
    now,
    get isUnderWay() {
      return underWay !== null;
    },
    startOver() {
      wait = waitMs.first;
    },
    stop() {
      isStopped = true;
      callOff();
    },
  };
}
