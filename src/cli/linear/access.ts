const minuteMs = 60_000;
export const defaultArmMinutes = 15;
export const maxArmMinutes = 240;

/** Whether words may change something over this connection: the rule of the console. */
export interface Access {
  /** Why not; null when they may. */
  reason(): string | null;
  /** Lets them for some minutes. @returns why that can't be; null when it is done or needless */
  arm(minutes: number): string | null;
  disarm(): void;
}

export interface AccessOptions {
  readonly readOnly: boolean;
  readonly isProduction: boolean;
  /** Started with --read-only: nothing lifts that. */
  readonly isLocked: boolean;
  /** Epoch ms. */
  readonly now: () => number;
}

export function createAccess({ readOnly, isProduction, isLocked, now }: AccessOptions): Access {
  let armedUntil = 0;
  const locked = isLocked ? 'the console was started with --read-only' : null;
  const why = readOnly ? 'this connection is read-only' : isProduction ? 'production starts read-only' : null;
  return {
    reason() {
      if (locked !== null || why === null || now() < armedUntil) return locked;
      return `${why}; the word rw arms writing for ${defaultArmMinutes} minutes`;
    },
    arm(minutes) {
      if (locked === null) armedUntil = now() + minutes * minuteMs;
      return locked;
    },
    disarm() {
      armedUntil = 0;
    },
  };
}
