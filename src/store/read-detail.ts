import type { Client } from '../client/client.ts';
import { childrenIn } from './children-state.ts';
import type { ConsoleModel } from './console-model.ts';
import { patchDetail } from './console-state.ts';
import { openDetail } from './detail-state.ts';
import { maxEventsKept, putEvents } from './event-list.ts';
import { firstLogTime } from './first-log-time.ts';
import { problemOf } from './problem.ts';

const eventPage = 100;

/** Shows a run: what is known at once, the rest as it is read; then its events and log are followed. */
export function showRun(model: ConsoleModel, runId: string): void {
  const { detail, runs } = model.store.getState();
  if (detail?.runId !== runId) {
    const run = runs.list.byId.get(runId) ?? null;
    const opened = openDetail(runId, run, detail, firstLogTime(model));
    const children = run === null ? opened.children : childrenIn(runs.list, run);
    model.store.setState({ detail: { ...opened, children } });
  }
  model.sync.follow([runId]);
  void readDetail(model, runId);
}

/** Leaves the detail: nothing is followed any more. */
export function closeRun(model: ConsoleModel): void {
  model.sync.follow([]);
  model.store.setState({ detail: null });
}

/** Reads everything about the shown run again, from where its events and log were read to. */
export async function readDetail(model: ConsoleModel, runId: string): Promise<void> {
  const client = model.store.getState().connection.client;
  if (client === null) return;
  await Promise.all([
    readRecord(model, runId),
    readEvents(model, client, runId),
    readAttempts(model, client, runId),
    model.logs.open(runId),
  ]);
}

/** Reads on in events and log when the shown run is one of these. */
export async function catchUpDetail(model: ConsoleModel, runIds: readonly string[]): Promise<void> {
  const { connection, detail } = model.store.getState();
  if (connection.client === null || detail === null || !runIds.includes(detail.runId)) return;
  await Promise.all([readEvents(model, connection.client, detail.runId), model.logs.open(detail.runId)]);
}

/** Reads the whole record: lists and the stream leave out what is large. */
export async function readRecord(model: ConsoleModel, runId: string): Promise<void> {
  const { client } = model.store.getState().connection;
  if (client === null) return;
  try {
    const run = await client.runs.get(runId);
    const known = model.store.getState().detail?.run;
    if ((run.version ?? 0) >= (known?.version ?? 0)) {
      patchDetail(model.store, runId, { run, problem: null });
    }
  } catch (thrown) {
    patchDetail(model.store, runId, { problem: problemOf(thrown) });
  }
}

async function readEvents(model: ConsoleModel, client: Client, runId: string): Promise<void> {
  try {
    for (let read = 0; read < maxEventsKept; read += eventPage) {
      const detail = model.store.getState().detail;
      if (detail?.runId !== runId) return;
      const list = detail.events;
      const events = await client.runs.events(runId, list.readTo, eventPage);
      list.readTo = events.at(-1)?.id ?? list.readTo;
      if (putEvents(list, events)) {
        const now = model.store.getState().detail;
        patchDetail(model.store, runId, { version: (now?.version ?? 0) + 1 });
      }
      if (events.length < eventPage) return;
    }
  } catch (thrown) {
    patchDetail(model.store, runId, { problem: problemOf(thrown) });
  }
}

/** Read again whenever an attempt begins or ends, as the run's record tells. */
export async function readAttempts(model: ConsoleModel, client: Client, runId: string): Promise<void> {
  try {
    patchDetail(model.store, runId, {
      attempts: await client.runs.attempts(runId),
      attemptsProblem: null,
    });
  } catch (thrown) {
    patchDetail(model.store, runId, { attemptsProblem: problemOf(thrown) });
  }
}
