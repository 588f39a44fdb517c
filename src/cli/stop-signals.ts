/** A request to end: the first one asks for an orderly end, a second one for an end at once. */
export interface StopSignals {
  /** Resolves with the first signal, or when `stop` is called. */
  readonly first: Promise<void>;
  stop(): void;
}

const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** @param onSecond called with each signal after the first */
export function watchStopSignals(onSecond: () => void): StopSignals {
  const { promise, resolve } = Promise.withResolvers<void>();
  let asked = false;
  for (const signal of signals) {
    process.on(signal, () => {
      if (asked) onSecond();
      asked = true;
      resolve();
    });
  }
  return {
    first: promise,
    stop() {
      asked = true;
      resolve();
    },
  };
}
