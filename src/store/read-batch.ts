import type { Client } from '../client/client.ts';
import type { Run, RunFilter } from '../model/run.ts';
import { runStatuses } from '../model/run-status.ts';
import { maxBatchRuns, putBatchRuns } from './batch-runs.ts';
import { type BatchState, openBatchState } from './batch-state.ts';
import type { ConsoleModel } from './console-model.ts';
import { currentPlace } from './places.ts';
import { problemOf } from './problem.ts';

const pageSize = 100;
/** Where the server does not filter, the runs of the batch are looked for among so many of the newest. */
const maxPassedOver = 20_000;

/** Changes the batch on the screen if it is still this one. */
export function patchBatch({ store }: ConsoleModel, batchId: string, change: Partial<BatchState>): void {
  const { batch } = store.getState();
  if (batch?.batchId === batchId) store.setState({ batch: { ...batch, ...change } });
}

/** Shows a batch and reads it; what is known of the one that was shown last is kept. */
export function showBatch(model: ConsoleModel, batchId: string): void {
  const { batch } = model.store.getState();
  if (batch?.batchId !== batchId) model.store.setState({ batch: openBatchState(batchId) });
  void (batch?.batchId === batchId && batch.isWhole ? checkBatch(model) : readBatch(model));
}

/** The stream has told of every run of the batch: only where the server counts otherwise they are read again. */
async function checkBatch(model: ConsoleModel): Promise<void> {
  await readBatchHead(model).catch(() => {});
  const { batch } = model.store.getState();
  const counts = batch?.batch?.counts;
  if (counts === undefined || batch === null) return;
  if (runStatuses.some((status) => counts[status] !== batch.runs.counts[status])) await readBatch(model);
}

/** Changes were missed: the batch is read again, now when it is on the screen, else when it comes there. */
export async function resyncBatch(model: ConsoleModel): Promise<void> {
  const { batch, places } = model.store.getState();
  if (batch === null) return;
  patchBatch(model, batch.batchId, { isWhole: false });
  if (currentPlace(places).screen === 'batch') await readBatch(model);
}

const reading = new WeakMap<ConsoleModel, { readonly batchId: string; readonly done: Promise<void> }>();

/** Reads counts and runs of the batch on the screen again; who asks meanwhile waits for the same. Failures end in its state. */
export function readBatch(model: ConsoleModel): Promise<void> {
  const { batch, connection } = model.store.getState();
  if (batch === null || connection.client === null) return Promise.resolve();
  const under = reading.get(model);
  if (under?.batchId === batch.batchId) return under.done;
  const done = readWhole(model, connection.client, batch.batchId).finally(() => {
    if (reading.get(model)?.done === done) reading.delete(model);
  });
  reading.set(model, { batchId: batch.batchId, done });
  return done;
}

async function readWhole(model: ConsoleModel, client: Client, batchId: string): Promise<void> {
  patchBatch(model, batchId, { isReading: true, problem: null });
  try {
    await readBatchHead(model);
    await readAllRuns(model, client, batchId);
    patchBatch(model, batchId, { isReading: false });
  } catch (thrown) {
    patchBatch(model, batchId, { isReading: false, problem: problemOf(thrown) });
  }
}

/** Asks the server for the counts. @throws UserError as the client does */
export async function readBatchHead(model: ConsoleModel): Promise<void> {
  const { batch, connection } = model.store.getState();
  if (batch === null || connection.client === null) return;
  const told = await connection.client.batches.get(batch.batchId);
  patchBatch(model, batch.batchId, { batch: told });
}

/** The failed runs come first: what went wrong is what one looks for. */
async function readAllRuns(model: ConsoleModel, client: Client, batchId: string): Promise<void> {
  const others = runStatuses.filter((status) => status !== 'failed');
  const filters = (await canFilter(client))
    ? [{ statuses: ['failed' as const] }, { statuses: others }]
    : [{}];
  let whole = true;
  for (const filter of filters) {
    if (!(await readRunsOf(model, client, { ...filter, batchId }))) whole = false;
  }
  patchBatch(model, batchId, { isWhole: whole });
}

/** @returns false when it was stopped before the end */
async function readRunsOf(model: ConsoleModel, client: Client, filter: RunFilter): Promise<boolean> {
  const { batchId = '' } = filter;
  const filtered = await canFilter(client);
  let cursor: string | undefined;
  let passedOver = 0;
  for (;;) {
    const { items, nextCursor } = await client.runs.list(filter, { cursor, limit: pageSize });
    const { batch, connection } = model.store.getState();
    if (batch?.batchId !== batchId || connection.client !== client) return false;
    applyToBatch(model, items);
    if (!filtered) {
      passedOver += pageSize - items.length;
      patchBatch(model, batchId, { passedOver });
    }
    if (nextCursor === null) return true;
    if (batch.runs.byId.size >= maxBatchRuns || passedOver >= maxPassedOver) return false;
    cursor = nextCursor;
  }
}

/** Brings runs that changed into the batch on the screen; runs of others cost a comparison. */
export function applyToBatch(model: ConsoleModel, changed: readonly Run[]): void {
  const { batch } = model.store.getState();
  if (batch === null) return;
  const wanted = batch.batchId.toLowerCase();
  const own = changed.filter((run) => run.batchId?.toLowerCase() === wanted);
  if (own.length === 0 || !putBatchRuns(batch.runs, own)) return;
  patchBatch(model, batch.batchId, { version: batch.runs.version });
}

async function canFilter(client: Client): Promise<boolean> {
  return (await client.capabilities()).abilities.runFilters === true;
}
