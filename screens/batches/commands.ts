import type { Batch } from '../../src/model/batch.ts';
import { batchIdOf } from '../../src/store/batches-state.ts';
import { itemAtCursor } from '../../src/store/item-list.ts';
import { moveBatchCursor } from '../../src/store/read-batches.ts';
import { batchActingCommands } from '../batch/acting.ts';
import { copyText } from '../copy-text.ts';
import { itemListMovement } from '../item-list-view.ts';
import { open } from '../navigate.ts';
import { type ConsoleParts, type ScreenCommands, stateOf } from '../parts.ts';
import { always } from '../screen-command.ts';

export const batchesCommands: ScreenCommands = {
  ...itemListMovement((parts, delta) => moveBatchCursor(parts.model, delta)),
  ...batchActingCommands((parts) => batchUnderCursor(parts)?.id ?? null),
  open: always((parts) => {
    const batch = batchUnderCursor(parts);
    if (batch === null) return;
    // Bound, so that the way back leads to the same batch.
    moveBatchCursor(parts.model, 0);
    open(parts, { screen: 'batch', batchId: batch.id });
  }),
  copy: always((parts) => {
    const batch = batchUnderCursor(parts);
    if (batch !== null) copyText(parts, batch.id, `the id ${batch.id}`);
  }),
};

function batchUnderCursor(parts: ConsoleParts): Batch | null {
  return itemAtCursor(stateOf(parts).batches.list, batchIdOf);
}
