import type { Client } from '../client/client.ts';
import type { Run, RunFilter } from '../model/run.ts';
import { applyRuns } from './apply-runs.ts';
import { learnDurations } from './baselines.ts';
import type { ConsoleModel } from './console-model.ts';
import { patchSlice } from './console-state.ts';
import { cursorAt, rebindCursor } from './list-cursor.ts';
import { problemOf } from './problem.ts';
import { refreshList } from './refresh-list.ts';
import { maxRunsKept, rowCount, runAt } from './run-list.ts';

const pageSize = 100;
/** A list that is read again is read to where it was, up to this many pages; what lies below stays as it was. */
const maxPagesAgain = 5;

/** Reads the list from its start, as far as it was loaded; the old rows stay on screen until then. */
export async function readRuns(model: ConsoleModel): Promise<void> {
  const { store } = model;
  const { connection, runs } = store.getState();
  if (connection.client === null) return;
  const pages = Math.min(maxPagesAgain, Math.max(1, Math.ceil(runs.list.order.length / pageSize)));
  try {
    const { items, nextCursor } = await readPages(connection.client, runs.filter, pages);
    const now = store.getState().runs;
    if (now.list !== runs.list) return;
    learnDurations(store.getState().baselines, items);
    const hasOlder = refreshList(now.list, { items, isWhole: nextCursor === null }, now.filter);
    patchSlice(store, 'runs', {
      nextCursor: hasOlder ? now.nextCursor : nextCursor,
      phase: 'ready',
      problem: null,
      version: now.version + 1,
      ...rebindCursor(now.list, now),
    });
  } catch (thrown) {
    if (store.getState().runs.list === runs.list) failed(model, thrown);
  }
}

/** Reads the next page, when there is one and none is on its way. */
export async function readMoreRuns(model: ConsoleModel): Promise<void> {
  const { store } = model;
  const { connection, runs } = store.getState();
  if (connection.client === null || runs.nextCursor === null || runs.loadingMore) return;
  // What is older than all that are kept would be dropped at once.
  if (runs.list.order.length >= maxRunsKept) return;
  patchSlice(store, 'runs', { loadingMore: true });
  try {
    const page = await connection.client.runs.list(runs.filter, { cursor: runs.nextCursor, limit: pageSize });
    const now = store.getState().runs;
    // Another list is shown meanwhile: this page belongs to the old one.
    if (now.list !== runs.list) return;
    learnDurations(store.getState().baselines, page.items);
    applyRuns(now.list, page.items, { filter: now.filter, morePages: false });
    patchSlice(store, 'runs', {
      nextCursor: page.nextCursor,
      loadingMore: false,
      version: now.version + 1,
      ...rebindCursor(now.list, now),
    });
  } catch (thrown) {
    if (store.getState().runs.list !== runs.list) return;
    patchSlice(store, 'runs', { loadingMore: false });
    failed(model, thrown);
  }
}

/** Reads page after page, the cursor on the last row, until the list ends or somebody moves the cursor. */
export async function readRunsToEnd(model: ConsoleModel): Promise<void> {
  const { store } = model;
  const { runs } = store.getState();
  let last = runAt(runs.list, rowCount(runs.list) - 1)?.id ?? null;
  const isUnmoved = () => last !== null && store.getState().runs.cursorId === last;
  await readWhile(model, isUnmoved, () => {
    const { list } = store.getState().runs;
    const cursor = cursorAt(list, rowCount(list) - 1);
    last = cursor.cursorId;
    patchSlice(store, 'runs', cursor);
  });
}

/**
 * Reads page after page of the list that is shown now, while it is wanted and there are more.
 * @param isWanted asked before each page
 * @param pageRead called after each page, unless it was unwanted while it was on its way
 */
export async function readWhile(
  model: ConsoleModel,
  isWanted: () => boolean,
  pageRead: () => void = () => {},
): Promise<void> {
  const { store } = model;
  const { list } = store.getState().runs;
  for (;;) {
    const { runs } = store.getState();
    if (runs.list !== list || runs.nextCursor === null || !isWanted()) return;
    const { nextCursor } = runs;
    await (runs.loadingMore ? pageCome(model) : readMoreRuns(model));
    const now = store.getState().runs;
    // The list is another one, or the page could not be read.
    if (now.list !== list || now.nextCursor === nextCursor) return;
    if (isWanted()) pageRead();
  }
}

/** Resolves when the page that is on its way has come, or has failed. */
function pageCome({ store }: ConsoleModel): Promise<void> {
  return new Promise((resolve) => {
    const stop = store.subscribe(({ runs }) => {
      if (runs.loadingMore) return;
      stop();
      resolve();
    });
  });
}

async function readPages(client: Client, filter: RunFilter, pages: number) {
  const items: Run[] = [];
  let nextCursor: string | null = null;
  for (let page = 0; page < pages; page++) {
    const answer: Awaited<ReturnType<Client['runs']['list']>> = await client.runs.list(filter, {
      limit: pageSize,
      ...(nextCursor === null ? {} : { cursor: nextCursor }),
    });
    items.push(...answer.items);
    nextCursor = answer.nextCursor;
    if (nextCursor === null) break;
  }
  return { items, nextCursor };
}

/** An empty list says itself what went wrong; a filled one stays, and a notice says it. */
function failed(model: ConsoleModel, thrown: unknown): void {
  const problem = problemOf(thrown);
  if (model.store.getState().runs.list.order.length === 0) {
    patchSlice(model.store, 'runs', { phase: 'failed', problem });
  } else {
    model.store.setState({ notice: { kind: 'error', ...problem } });
  }
}
