import type { Client } from '../client/client.ts';
import type { Schedule } from '../model/schedule.ts';
import type { ScheduleEvent } from '../model/schedule-event.ts';
import type { ConsoleModel } from './console-model.ts';
import { problemOf } from './problem.ts';
import {
  emptyHistory,
  historyRows,
  joinRuns,
  joinSlots,
  mostHistoryRows,
  type ReadPart,
  type ScheduleHistory,
} from './schedule-history.ts';

const pageSize = 100;
/** Pages that one scroll to the end may take: backfilled runs stand far from where they were created. */
const mostPagesAtOnce = 6;
/** Events of a schedule that are looked through for what people did last, and how many of those are kept. */
const eventPage = 500;
const mostEventPages = 4;
const keptEvents = 8;
/** Fires that are told beforehand. */
const nextFires = 5;
/** Rows left below the cursor when the next page is read. */
const readAhead = 20;

/** Where the server finds no runs by schedule: how many of the newest runs of all are looked at. */
export const lookedAtRuns = 100;

/** Reads what became of a schedule from the newest on; what was read of it before stays, and is brought up to date. */
export async function openHistory(model: ConsoleModel, scheduleId: string): Promise<void> {
  const { client, capabilities } = model.store.getState().connection;
  if (client === null) return;
  const before = model.store.getState().schedules.history;
  if (before?.scheduleId !== scheduleId) put(model, emptyHistory(scheduleId));
  patchHistory(model, scheduleId, { isReading: true, problem: null });
  const tellsSlots = capabilities?.abilities.scheduleSlots === true;
  try {
    const [runs, slots, events] = await Promise.all([
      runsPage(model, client, scheduleId, null),
      tellsSlots ? client.schedules.slots(scheduleId, { limit: pageSize }) : null,
      tellsSlots ? readEvents(model, client, scheduleId) : [],
    ]);
    const known = historyOf(model, scheduleId);
    if (known === null) return;
    patchHistory(model, scheduleId, {
      runs: newest(known.runs, runs, joinRuns, ({ id }) => id),
      slots: slots === null ? null : newest(known.slots, slots, joinSlots, ({ at }) => at),
      events,
      isReading: false,
    });
  } catch (thrown) {
    patchHistory(model, scheduleId, { isReading: false, problem: problemOf(thrown) });
  }
}

/** Reads on towards older rows when the cursor has come near the last one that is known. */
export async function readOlderHistory(model: ConsoleModel): Promise<void> {
  const { schedules, connection } = model.store.getState();
  const { history } = schedules;
  if (history === null || connection.client === null || history.isReading) return;
  const rows = historyRows(history);
  const row = rows.findIndex(({ key }) => key === history.cursorKey);
  if (!hasOlder(history) || rows.length - row > readAhead + model.heights.list) return;
  const { scheduleId } = history;
  patchHistory(model, scheduleId, { isReading: true, problem: null });
  try {
    await readPages(model, connection.client, scheduleId, rows.length);
  } catch (thrown) {
    patchHistory(model, scheduleId, { problem: problemOf(thrown) });
  } finally {
    patchHistory(model, scheduleId, { isReading: false });
  }
}

/** True while there are older rows that may be read. */
export function hasOlder(history: ScheduleHistory): boolean {
  const { runs, slots } = history;
  const isMore = runs.nextCursor !== null || (slots !== null && slots.nextCursor !== null);
  return isMore && !isFull(history);
}

/** True when as many rows are kept as may be. */
export function isFull({ runs, slots }: ScheduleHistory): boolean {
  return runs.items.length >= mostHistoryRows || (slots?.items.length ?? 0) >= mostHistoryRows;
}

/** When it fires next, by whoever fires it; nothing where the server cannot tell. */
export async function readFires(model: ConsoleModel, scheduleId: string): Promise<void> {
  const { connection, schedules } = model.store.getState();
  const { client, capabilities } = connection;
  const schedule = schedules.list.items.find(({ id }) => id === scheduleId);
  if (client === null || schedule === undefined) return;
  const isTold = capabilities?.abilities.schedulePreview === true && schedule.status === 'active';
  if (!isTold || schedule.kind === 'ongoing') return patchHistory(model, scheduleId, { fires: null });
  const request = { draft: draftOf(schedule), scheduleId, count: nextFires };
  const preview = await client.schedules.preview(request).catch(() => null);
  const fires = preview === null || preview.problems.length > 0 ? null : preview.fires;
  patchHistory(model, scheduleId, { fires });
}

/** What of a stored schedule says when it fires. */
function draftOf({ name, target, kind, when, timezone, startAt, endAt, maxRuns, runCount }: Schedule) {
  const left = maxRuns === null ? null : Math.max(1, maxRuns - (runCount ?? 0));
  return { name, target, kind, when, timezone, startAt, endAt, maxRuns: left };
}

async function readPages(
  model: ConsoleModel,
  client: Client,
  scheduleId: string,
  rowsBefore: number,
): Promise<void> {
  for (let page = 0; page < mostPagesAtOnce; page++) {
    const known = historyOf(model, scheduleId);
    if (known === null || !hasOlder(known) || historyRows(known).length > rowsBefore) return;
    await readOlderPage(model, client, known);
  }
}

async function readOlderPage(
  model: ConsoleModel,
  client: Client,
  { scheduleId, runs, slots }: ScheduleHistory,
): Promise<void> {
  const cursor = slots?.nextCursor ?? null;
  const [moreRuns, moreSlots] = await Promise.all([
    runs.nextCursor === null ? null : runsPage(model, client, scheduleId, runs.nextCursor),
    cursor === null ? null : client.schedules.slots(scheduleId, { limit: pageSize, cursor }),
  ]);
  const now = historyOf(model, scheduleId);
  if (now === null) return;
  patchHistory(model, scheduleId, {
    runs: moreRuns === null ? now.runs : older(now.runs, moreRuns, joinRuns),
    slots: moreSlots === null || now.slots === null ? now.slots : older(now.slots, moreSlots, joinSlots),
  });
}

async function runsPage(model: ConsoleModel, client: Client, scheduleId: string, cursor: string | null) {
  const { capabilities } = model.store.getState().connection;
  const page = cursor === null ? {} : { cursor };
  if (capabilities?.abilities.runFilters === true) {
    return client.runs.list({ scheduleId }, { limit: pageSize, ...page });
  }
  const { items } = await client.runs.list({}, { limit: lookedAtRuns });
  return { items: items.filter((run) => run.scheduleId === scheduleId), nextCursor: null };
}

/** What people did to it: fires are rows of the history already. */
async function readEvents(
  model: ConsoleModel,
  client: Client,
  scheduleId: string,
): Promise<readonly ScheduleEvent[]> {
  let known = historyOf(model, scheduleId)?.events ?? [];
  for (let page = 0; page < mostEventPages; page++) {
    const more = await client.schedules.events(scheduleId, known.at(-1)?.id ?? 0, eventPage).catch(() => []);
    known = [...known, ...more].slice(-keptEvents);
    if (more.length < eventPage) break;
  }
  return known;
}

type Join<Item> = (came: readonly Item[], known: readonly Item[], most: number) => readonly Item[];

/** A first page that was read again. Where it does not reach what was known, that is dropped: between is a gap. */
function newest<Item>(
  known: ReadPart<Item> | null,
  page: ReadPart<Item>,
  join: Join<Item>,
  keyOf: (item: Item) => string,
): ReadPart<Item> {
  const keys = new Set(known?.items.map(keyOf));
  const reaches = page.nextCursor === null || page.items.some((item) => keys.has(keyOf(item)));
  if (known === null || known.items.length === 0 || !reaches) return page;
  return { items: join(page.items, known.items, mostHistoryRows), nextCursor: known.nextCursor };
}

function older<Item>(known: ReadPart<Item>, page: ReadPart<Item>, join: Join<Item>): ReadPart<Item> {
  return { items: join(page.items, known.items, mostHistoryRows), nextCursor: page.nextCursor };
}

function historyOf(model: ConsoleModel, scheduleId: string): ScheduleHistory | null {
  const { history } = model.store.getState().schedules;
  return history?.scheduleId === scheduleId ? history : null;
}

/** Changes the history if it is still that of this schedule. */
function patchHistory(model: ConsoleModel, scheduleId: string, change: Partial<ScheduleHistory>): void {
  const known = historyOf(model, scheduleId);
  if (known !== null) put(model, { ...known, ...change });
}

function put({ store }: ConsoleModel, history: ScheduleHistory): void {
  store.setState(({ schedules }) => ({ schedules: { ...schedules, history } }));
}

/** Puts the cursor on a row, and reads on where that is near the end. */
export function moveHistoryCursor(model: ConsoleModel, delta: number): void {
  const { history } = model.store.getState().schedules;
  if (history === null) return;
  const rows = historyRows(history);
  const row = Math.max(
    0,
    rows.findIndex(({ key }) => key === history.cursorKey),
  );
  const next = rows[Math.max(0, Math.min(row + delta, rows.length - 1))];
  patchHistory(model, history.scheduleId, { cursorKey: next?.key ?? null });
  void readOlderHistory(model);
}
