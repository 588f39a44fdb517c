import type { Batch } from '../model/batch.ts';
import { emptyList, type ItemList } from './item-list.ts';

/** The list of batches, newest first, as far as it was read. */
export interface BatchesState {
  readonly list: ItemList<Batch>;
  readonly nextCursor: string | null;
  readonly loadingMore: boolean;
}

export function noBatches(): BatchesState {
  return { list: emptyList(), nextCursor: null, loadingMore: false };
}

export function batchIdOf(batch: Batch): string {
  return batch.id;
}
