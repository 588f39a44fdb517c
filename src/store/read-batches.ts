import type { Client } from '../client/client.ts';
import type { Batch } from '../model/batch.ts';
import { type BatchesState, batchIdOf } from './batches-state.ts';
import type { ConsoleModel } from './console-model.ts';
import { failedList, loadingList, moveItemCursor, withItems } from './item-list.ts';
import { problemOf } from './problem.ts';

const pageSize = 50;
/** A list that is read again is read as far as it was, up to this many pages. */
const maxPagesAgain = 5;

export function patchBatches({ store }: ConsoleModel, change: Partial<BatchesState>): void {
  store.setState((state) => ({ batches: { ...state.batches, ...change } }));
}

/** Reads the batches from the newest on, as far as they were read before. */
export async function readBatches(model: ConsoleModel): Promise<void> {
  const { store, clock } = model;
  const { connection, batches } = store.getState();
  if (connection.client === null || batches.list.phase === 'loading') return;
  // A server without a list of them says so once; asking would only fail.
  if (typeof connection.capabilities?.abilities.batchList === 'string') {
    return patchBatches(model, { list: withItems(batches.list, batchIdOf, [], clock.now()) });
  }
  patchBatches(model, { list: loadingList(batches.list) });
  const pages = Math.min(maxPagesAgain, Math.max(1, Math.ceil(batches.list.items.length / pageSize)));
  try {
    const { items, nextCursor } = await readPages(connection.client, pages);
    const now = store.getState().batches;
    patchBatches(model, { list: withItems(now.list, batchIdOf, items, clock.now()), nextCursor });
  } catch (thrown) {
    patchBatches(model, { list: failedList(store.getState().batches.list, thrown) });
  }
}

/** Reads the next page, when there is one and none is on its way. */
export async function readMoreBatches(model: ConsoleModel): Promise<void> {
  const { store, clock } = model;
  const { connection, batches } = store.getState();
  if (connection.client === null || batches.nextCursor === null || batches.loadingMore) return;
  patchBatches(model, { loadingMore: true });
  try {
    const page = await connection.client.batches.list({ cursor: batches.nextCursor, limit: pageSize });
    const { list } = store.getState().batches;
    const known = new Set(list.items.map(batchIdOf));
    const items = [...list.items, ...page.items.filter(({ id }) => !known.has(id))];
    patchBatches(model, {
      list: withItems(list, batchIdOf, items, clock.now()),
      nextCursor: page.nextCursor,
      loadingMore: false,
    });
  } catch (thrown) {
    patchBatches(model, { loadingMore: false });
    store.setState({ notice: { kind: 'error', ...problemOf(thrown) } });
  }
}

/** Moves the cursor; near the end of what is loaded, asks for more. */
export function moveBatchCursor(model: ConsoleModel, delta: number): void {
  const list = moveItemCursor(model.store.getState().batches.list, batchIdOf, delta);
  patchBatches(model, { list });
  if (list.cursorRow + model.heights.list >= list.items.length) void readMoreBatches(model);
}

async function readPages(client: Client, pages: number) {
  const items: Batch[] = [];
  let nextCursor: string | null = null;
  for (let page = 0; page < pages; page++) {
    const found = await client.batches.list({ cursor: nextCursor ?? undefined, limit: pageSize });
    items.push(...found.items);
    nextCursor = found.nextCursor;
    if (nextCursor === null) break;
  }
  return { items, nextCursor };
}
