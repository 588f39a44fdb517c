import type { Client } from '../client/client.ts';
import type { Run, RunFilter } from '../model/run.ts';
import { applyRuns } from './apply-runs.ts';
import { learnDurations } from './baselines.ts';
import type { ConsoleModel } from './console-model.ts';
import { patchSlice } from './console-state.ts';
import { cursorAt, rebindCursor } from './list-cursor.ts';
import { problemOf } from './problem.ts';
import { parseFilter } from './run-filter.ts';
import { createRunList, isOlder, putRun, type RunList, runAt } from './run-list.ts';

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
    if (store.getState().runs.filter !== runs.filter) return;
    learnDurations(store.getState().baselines, items);
    const list = createRunList();
    applyRuns(list, items, { filter: runs.filter, morePages: false });
    const now = store.getState().runs;
    keepNewer(list, now.list, runs.filter);
    const keptOlder = nextCursor !== null && keepOlder(list, now.list);
    patchSlice(store, 'runs', {
      list,
      nextCursor: keptOlder ? now.nextCursor : nextCursor,
      phase: 'ready',
      problem: null,
      version: now.version + 1,
      ...rebindCursor(list, now),
    });
  } catch (thrown) {
    if (store.getState().runs.filter === runs.filter) failed(model, thrown);
  }
}

/** Reads the next page, when there is one and none is on its way. */
export async function readMoreRuns(model: ConsoleModel): Promise<void> {
  const { store } = model;
  const { connection, runs } = store.getState();
  if (connection.client === null || runs.nextCursor === null || runs.loadingMore) return;
  patchSlice(store, 'runs', { loadingMore: true });
  try {
    const page = await connection.client.runs.list(runs.filter, { cursor: runs.nextCursor, limit: pageSize });
    const now = store.getState().runs;
    // The list was read anew meanwhile: this page belongs to the old one.
    if (now.list !== runs.list) return patchSlice(store, 'runs', { loadingMore: false });
    learnDurations(store.getState().baselines, page.items);
    applyRuns(now.list, page.items, { filter: now.filter, morePages: false });
    patchSlice(store, 'runs', { nextCursor: page.nextCursor, loadingMore: false, version: now.version + 1 });
  } catch (thrown) {
    patchSlice(store, 'runs', { loadingMore: false });
    failed(model, thrown);
  }
}

/** Reads page after page, the cursor on the last row, until the list ends or somebody moves the cursor. */
export async function readRunsToEnd(model: ConsoleModel): Promise<void> {
  const { store } = model;
  for (;;) {
    const { list, cursorId, nextCursor, loadingMore } = store.getState().runs;
    const count = list.order.length;
    if (nextCursor === null || cursorId === null || cursorId !== runAt(list, count - 1)?.id) return;
    await (loadingMore ? pageRead(model) : readMoreRuns(model));
    const now = store.getState().runs;
    // The list is another one, or the page could not be read.
    if (now.list !== list || list.order.length === count) return;
    if (now.cursorId === cursorId) patchSlice(store, 'runs', cursorAt(list, list.order.length - 1));
  }
}

/** Resolves when the page that is on its way has come, or has failed. */
function pageRead({ store }: ConsoleModel): Promise<void> {
  return new Promise((resolve) => {
    const stop = store.subscribe(({ runs }) => {
      if (runs.loadingMore) return;
      stop();
      resolve();
    });
  });
}

/**
 * Filters the list by a text.
 * @returns null, or one sentence that says what is wrong with the text; then nothing changed
 */
export function filterRuns(model: ConsoleModel, text: string): string | null {
  const parsed = parseFilter(text);
  if (parsed.problem !== undefined) return parsed.problem;
  const { version } = model.store.getState().runs;
  patchSlice(model.store, 'runs', {
    list: createRunList(),
    version: version + 1,
    phase: 'loading',
    problem: null,
    filterText: text.trim(),
    filter: parsed.filter,
    matching: null,
    nextCursor: null,
    loadingMore: false,
    cursorRow: 0,
  });
  void readRuns(model);
  void model.counts.read();
  return null;
}

/** What the stream told while the pages were on their way is newer than they are. */
function keepNewer(list: RunList, before: RunList, filter: RunFilter): void {
  const newest = runAt(list, 0);
  const told: Run[] = [];
  for (let row = 0; row < before.order.length; row++) {
    const run = runAt(before, row);
    if (run === undefined) continue;
    const isOfPages = list.byId.has(run.id);
    if (isOfPages || (newest !== undefined && isOlder(newest, run))) told.push(run);
    else if (told.length >= list.order.length) break;
  }
  applyRuns(list, told, { filter, morePages: false });
}

/**
 * Keeps the rows below the pages that were read, so that the cursor does not lose its run.
 * @returns whether there were any
 */
function keepOlder(list: RunList, before: RunList): boolean {
  const oldest = runAt(list, list.order.length - 1);
  if (oldest === undefined) return false;
  const count = list.order.length;
  for (let row = before.order.length - 1; row >= 0; row--) {
    const run = runAt(before, row);
    if (run === undefined || !isOlder(run, oldest)) break;
    putRun(list, run);
  }
  return list.order.length > count;
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
