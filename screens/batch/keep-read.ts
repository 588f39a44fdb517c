import { currentPlace } from '../../src/store/places.ts';
import { applyToBatch, readBatchHead } from '../../src/store/read-batch.ts';
import { readBatches } from '../../src/store/read-batches.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';

/** While runs of batches change, their counts are asked for this often at most. */
const everyMs = 2_000;

/**
 * Keeps what is on the screen about batches in step: the runs of an open batch from the stream, counts from the
 * server after changes. Where no batch is on the screen nothing is asked and no timer runs.
 */
export function keepBatchesRead(parts: ConsoleParts): void {
  const { store, clock } = parts.model;
  let disarm: (() => void) | null = null;
  const again = () => {
    disarm = null;
    if (isOnScreen(parts, 'batches')) void readBatches(parts.model);
    // What the runs tell is right without it; the server counts those that are not loaded.
    if (isOnScreen(parts, 'batch')) void readBatchHead(parts.model).catch(() => {});
  };
  store.subscribe((state, before) => {
    const isShown = isOnScreen(parts, 'batches') || isOnScreen(parts, 'batch');
    if (!isShown) {
      disarm?.();
      disarm = null;
    }
    if (state.changedRuns === before.changedRuns) return;
    applyToBatch(parts.model, state.changedRuns);
    const isOfBatch = state.changedRuns.some(({ batchId }) => batchId !== null);
    if (isShown && isOfBatch) disarm ??= clock.after(everyMs, again);
  });
}

function isOnScreen(parts: ConsoleParts, screen: 'batches' | 'batch'): boolean {
  return currentPlace(stateOf(parts).places).screen === screen;
}
