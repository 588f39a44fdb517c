import type { Client } from '../client/client.ts';
import type { Run } from '../model/run.ts';
import type { Schedule } from '../model/schedule.ts';
import { isNewer } from './children-state.ts';
import type { ConsoleModel } from './console-model.ts';
import { failedList, loadingList, moveItemCursor, withItems } from './item-list.ts';
import { problemOf } from './problem.ts';
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
    const newest = found.map((schedule) => newerOf(schedule, list.items));
    patchSchedules(model, { list: withItems(list, scheduleIdOf, newest, clock.now()) });
    if (strips) await readStrips(model, connection.client, found);
  } catch (thrown) {
    patchSchedules(model, { list: failedList(store.getState().schedules.list, thrown) });
  }
}

/** Reads again what a screen of schedules shows; whoever opens one later reads them then. */
export async function resyncSchedules(model: ConsoleModel): Promise<void> {
  const { stack } = model.store.getState().places;
  const shown = stack.findLast((place) => place.screen === 'schedule');
  if (shown?.screen === 'schedule') {
    await Promise.all([readSchedules(model, { strips: false }), readSchedule(model, shown.scheduleId)]);
  } else if (stack.some(({ screen }) => screen === 'schedules')) {
    await readSchedules(model);
  }
}

/** Reads one schedule and its newest runs again; why it cannot be read is kept beside it. */
export async function readSchedule(model: ConsoleModel, id: string): Promise<void> {
  const { client } = model.store.getState().connection;
  if (client === null) return;
  const runs = readRunsOf(model, client, id, keptScheduleRuns);
  const problems = new Map(model.store.getState().schedules.problems);
  problems.delete(id);
  try {
    putSchedule(model, await client.schedules.get(id));
  } catch (thrown) {
    problems.set(id, problemOf(thrown));
  }
  patchSchedules(model, { problems });
  await runs;
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
    runs.set(run.scheduleId, joined([run], known));
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
  patchSchedules(model, { runs: new Map(runs).set(id, joined(page.items, runs.get(id) ?? [])) });
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

/** An answer may be older than what came meanwhile, as that of a pause: the record that was changed last counts. */
function newerOf(schedule: Schedule, known: readonly Schedule[]): Schedule {
  const other = known.find(({ id }) => id === schedule.id);
  return other !== undefined && Date.parse(other.updatedAt) > Date.parse(schedule.updatedAt)
    ? other
    : schedule;
}

/** Runs that came and those that were known, each as it was changed last. */
function joined(came: readonly Run[], known: readonly Run[]): readonly Run[] {
  const runs = new Map(known.map((run) => [run.id, run]));
  for (const run of came) if (isNewer(run, runs.get(run.id))) runs.set(run.id, run);
  return newestFirst([...runs.values()]);
}

function newestFirst(runs: readonly Run[]): readonly Run[] {
  return runs
    .toSorted((left, right) => (left.createdAt < right.createdAt ? 1 : -1))
    .slice(0, keptScheduleRuns);
}

function byName(left: Schedule, right: Schedule): number {
  return left.name < right.name ? -1 : 1;
}
