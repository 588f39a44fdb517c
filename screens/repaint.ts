import type { ConsoleParts } from './parts.ts';

/**
 * Has the panes painted again: whenever the state changed, and once a second for clock, ages and
 * durations. A screen that is held still is painted by keys only.
 * @returns stops it
 */
export function startRepainting(parts: ConsoleParts): () => void {
  const { store, clock } = parts.model;
  const { compositor } = parts.terminal;
  let disarm = (): void => {};
  const nextSecond = () => {
    disarm = clock.after(1_000 - (clock.now() % 1_000), () => {
      if (!store.getState().held) compositor.invalidate();
      nextSecond();
    });
  };
  nextSecond();
  const stop = store.subscribe(() => compositor.invalidate());
  return () => {
    disarm();
    stop();
  };
}
