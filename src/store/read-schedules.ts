import type { Client } from '../client/client.ts';
import type { Run } from '../model/run.ts';
import type { Schedule } from '../model/schedule.ts';
import type { ConsoleModel } from './console-model.ts';
import { failedList, loadingList, moveItemCursor, withItems } from './item-list.ts';
import { keptScheduleRuns, type SchedulesState, scheduleIdOf, shownSchedules } from './schedules-state.ts';

/** Schedules whose runs are read for the list; those of another are read when it is opened. */
const mostStrips = 40;
/** The same at the end of a slow link. */
const mostSlowStrips = 5;
/** Runs of each that the list shows. */
const stripRuns = 20;
/** Where the server finds no runs by schedule: how many of the newest runs of all are looked at. */
const lookedAtRuns = 100;

export function patchSchedules({ store }: ConsoleModel, change: Partial<SchedulesState>): void {
  store.setState((state) => ({ schedules: { ...state.schedules, ...change } }));
}

/** Reads the schedules, and then the newest runs of each. @param strips false: no runs */
export async function readSchedules(model: ConsoleModel, { strips = true } = {}): Promise<void> {
  const { store, clock } = model;
  const { connection, schedules } = store.getState();
  if (connection.client === null || schedules.list.phase === 'loading') return;
  // A server without them says so once; asking would only fail.
  if (typeof connection.capabilities?.abilities.schedules === 'string') {
    return patchSchedules(model, { list: withItems(schedules.list, scheduleIdOf, [], clock.now()) });
  }
  patchSchedules(model, { list: loadingList(schedules.list) });
  try {
    const found = (await connection.client.schedules.list()).toSorted(byName);
    const { list } = store.getState().schedules;
    patchSchedules(model, { list: withItems(list, scheduleIdOf, found, clock.now()) });
    if (strips) await readStrips(model, connection.client, found);
  } catch (thrown) {
    patchSchedules(model, { list: failedList(store.getState().schedules.list, thrown) });
  }
}

/** Reads one schedule and its newest runs again. */
export async function readSchedule(model: ConsoleModel, id: string): Promise<void> {
  const { client } = model.store.getState().connection;
  if (client === null) return;
  const [schedule] = await Promise.all([
    client.schedules.get(id).catch(() => null),
    readRunsOf(model, client, id, keptScheduleRuns),
  ]);
  if (schedule !== null) putSchedule(model, schedule);
}

/** Puts the record of a schedule that an answer brought into the list. */
export function putSchedule(model: ConsoleModel, schedule: Schedule): void {
  const { list } = model.store.getState().schedules;
  const others = list.items.filter(({ id }) => id !== schedule.id);
  const items = [...others, schedule].toSorted(byName);
  patchSchedules(model, { list: withItems(list, scheduleIdOf, items, list.readAt ?? model.clock.now()) });
}

/** Brings runs of schedules that the stream told into what is shown of them. */
export function applyToSchedules(model: ConsoleModel, changed: readonly Run[]): void {
  const { schedules } = model.store.getState();
  const runs = new Map(schedules.runs);
  let isTouched = false;
  for (const run of changed) {
    const known = run.scheduleId === null ? undefined : runs.get(run.scheduleId);
    if (run.scheduleId === null || known === undefined) continue;
    runs.set(run.scheduleId, newestFirst([run, ...known.filter(({ id }) => id !== run.id)]));
    isTouched = true;
  }
  if (isTouched) patchSchedules(model, { runs });
}

export function moveScheduleCursor(model: ConsoleModel, delta: number): void {
  const state = model.store.getState();
  const { cursorId, cursorRow } = moveItemCursor(shownSchedules(state), scheduleIdOf, delta);
  patchSchedules(model, { list: { ...state.schedules.list, cursorId, cursorRow } });
}

async function readStrips(model: ConsoleModel, client: Client, found: readonly Schedule[]): Promise<void> {
  const { connection } = model.store.getState();
  if (connection.capabilities?.abilities.runFilters !== true) return readStripsAtOnce(model, client, found);
  // One after the other: a list of schedules must not become a burst of requests.
  const most = connection.isSlow ? mostSlowStrips : mostStrips;
  for (const { id } of found.slice(0, most)) await readRunsOf(model, client, id, stripRuns);
}

async function readRunsOf(model: ConsoleModel, client: Client, id: string, limit: number): Promise<void> {
  const page = await client.runs.list({ scheduleId: id }, { limit }).catch(() => null);
  if (page === null) return;
  const { runs } = model.store.getState().schedules;
  const known = runs.get(id) ?? [];
  const read = new Set(page.items.map((run) => run.id));
  const all = newestFirst([...page.items, ...known.filter((run) => !read.has(run.id))]);
  patchSchedules(model, { runs: new Map(runs).set(id, all) });
}

/** For servers that find no runs by schedule: the newest runs of all, each put where it belongs. */
async function readStripsAtOnce(
  model: ConsoleModel,
  client: Client,
  found: readonly Schedule[],
): Promise<void> {
  const { items } = await client.runs.list({}, { limit: lookedAtRuns });
  const runs = new Map<string, readonly Run[]>();
  for (const { id } of found) runs.set(id, newestFirst(items.filter((run) => run.scheduleId === id)));
  patchSchedules(model, { runs, lookedAt: items.length });
}

function newestFirst(runs: readonly Run[]): readonly Run[] {
  return runs
    .toSorted((left, right) => (left.createdAt < right.createdAt ? 1 : -1))
    .slice(0, keptScheduleRuns);
}

function byName(left: Schedule, right: Schedule): number {
  return left.name < right.name ? -1 : 1;
}
