import { constants } from 'node:os';

/** Why the session ends without the user having asked for it in the console. */
export type Ending =
  | { readonly kind: 'signal'; readonly signal: EndingSignal }
  | { readonly kind: 'error'; readonly error: unknown };

const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;
export type EndingSignal = (typeof endingSignals)[number];

/** The exit code that shells and `npm` read as this ending. */
export function exitCodeOf(ending: Ending): number {
  return ending.kind === 'error' ? 1 : 128 + constants.signals[ending.signal];
}

export interface ExitListeners {
  /** A signal or an error that nothing caught. */
  onEnding(ending: Ending): void;
  /** The process ends now, by whatever way: only synchronous work. */
  onExit(): void;
  /** Another process asked for a stop, as Ctrl-Z does. */
  onStop(): void;
  /** The process goes on after a stop. */
  onContinue(): void;
}

/** Watches everything that can end or stop this process; answers the function that ends the watch. */
export function watchExits(listeners: ExitListeners): () => void {
  const onError = (error: unknown) => listeners.onEnding({ kind: 'error', error });
  const signals: [NodeJS.Signals, () => void][] = [
    ['SIGTSTP', listeners.onStop],
    ['SIGCONT', listeners.onContinue],
    ...endingSignals.map((signal): [NodeJS.Signals, () => void] => [
      signal,
      () => listeners.onEnding({ kind: 'signal', signal }),
    ]),
  ];
  process.on('exit', listeners.onExit);
  // Unhandled rejections arrive here too.
  process.on('uncaughtException', onError);
  for (const [signal, listener] of signals) process.on(signal, listener);
  return () => {
    process.off('exit', listeners.onExit);
    process.off('uncaughtException', onError);
    for (const [signal, listener] of signals) process.off(signal, listener);
  };
}
