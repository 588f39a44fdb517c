import { UserError } from '../model/errors.ts';
import type { Run } from '../model/run.ts';
import type { Schedule } from '../model/schedule.ts';
import type { ConsoleModel } from './console-model.ts';
import { failedList, loadingList, moveItemCursor, withItems } from './item-list.ts';
import { problemOf } from './problem.ts';
import { openHistory, readFires } from './read-history.ts';
import { joinRuns, mostHistoryRows, type ScheduleHistory } from './schedule-history.ts';
import { keptScheduleRuns, type SchedulesState, scheduleIdOf, shownSchedules } from './schedules-state.ts';

export function patchSchedules({ store }: ConsoleModel, change: Partial<SchedulesState>): void {
  store.setState((state) => ({ schedules: { ...state.schedules, ...change } }));
}

/** Reads the schedules. What became of those in view is read when they are painted. */
export async function readSchedules(model: ConsoleModel): Promise<void> {
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
    const { list, marks } = store.getState().schedules;
    const known = new Map(list.items.map((schedule) => [schedule.id, schedule]));
    const newest = found.map((schedule) => newerOf(schedule, known.get(schedule.id)));
    const ids = new Set(newest.map(scheduleIdOf));
    patchSchedules(model, {
      list: withItems(list, scheduleIdOf, newest, clock.now()),
      marks: new Set([...marks].filter((id) => ids.has(id))),
    });
    await readSourceFaults(model);
  } catch (thrown) {
    patchSchedules(model, { list: failedList(store.getState().schedules.list, thrown) });
  }
}

/** Reads again what a screen of schedules shows; whoever opens one later reads them then. */
export async function resyncSchedules(model: ConsoleModel): Promise<void> {
  const { places, schedules } = model.store.getState();
  const shown = places.stack.findLast((place) => place.screen === 'schedule');
  const isShown = places.stack.some(({ screen }) => screen === 'schedules' || screen === 'schedule-editor');
  if (shown === undefined && !isShown) return;
  patchSchedules(model, { stripsVersion: schedules.stripsVersion + 1 });
  await Promise.all([
    readSchedules(model),
    ...(shown?.screen === 'schedule' ? [readSchedule(model, shown.scheduleId)] : []),
  ]);
}

/** Reads one schedule and what became of it again; why it cannot be read is kept beside it. */
export async function readSchedule(model: ConsoleModel, id: string): Promise<void> {
  if (model.store.getState().connection.client === null) return;
  await Promise.all([readRecord(model, id), openHistory(model, id)]);
  await readFires(model, id);
}

/** Reads the records of a few schedules again, as somebody or a fire has changed them. */
export async function readRecords(model: ConsoleModel, ids: readonly string[]): Promise<void> {
  // One after the other: changes must not become a burst of requests.
  for (const id of ids) await readRecord(model, id);
  const { items } = model.store.getState().schedules.list;
  if (items.some(({ id, definedIn }) => definedIn === 'source' && ids.includes(id))) {
    await readSourceFaults(model);
  }
}

/** What is known of them stays where it cannot be asked: the list itself says that. */
async function readSourceFaults(model: ConsoleModel): Promise<void> {
  const { client } = model.store.getState().connection;
  const sourceFaults = await client?.schedules.sourceFaults().catch(() => null);
  if (sourceFaults != null) patchSchedules(model, { sourceFaults });
}

async function readRecord(model: ConsoleModel, id: string): Promise<void> {
  const { client } = model.store.getState().connection;
  if (client === null) return;
  try {
    const schedule = await client.schedules.get(id);
    if (schedule.phase === 'archived') {
      throw new UserError('not-found', `the schedule “${schedule.name}” was deleted.`);
    }
    putSchedule(model, schedule);
    putProblem(model, id, null);
  } catch (thrown) {
    // Whoever looks at it is told why it is gone; the list has it no more.
    if (thrown instanceof UserError && thrown.kind === 'not-found') dropSchedule(model, id);
    putProblem(model, id, thrown);
  }
}

function putProblem(model: ConsoleModel, id: string, thrown: unknown): void {
  const problems = new Map(model.store.getState().schedules.problems);
  if (thrown === null ? !problems.delete(id) : false) return;
  if (thrown !== null) problems.set(id, problemOf(thrown));
  patchSchedules(model, { problems });
}

/** Puts the record of a schedule that an answer brought into the list. */
export function putSchedule(model: ConsoleModel, schedule: Schedule): void {
  const { list } = model.store.getState().schedules;
  const known = list.items.find(({ id }) => id === schedule.id);
  const newest = newerOf(schedule, known);
  const items =
    known !== undefined && known.name === newest.name
      ? list.items.map((one) => (one === known ? newest : one))
      : [...list.items.filter((one) => one !== known), newest].toSorted(byName);
  const phase = list.phase === 'ready' ? {} : { phase: list.phase };
  const next = withItems(list, scheduleIdOf, items, list.readAt ?? model.clock.now());
  patchSchedules(model, { list: { ...next, ...phase } });
}

/** Takes a schedule that was deleted out of the list. */
export function dropSchedule(model: ConsoleModel, id: string): void {
  const { list, marks } = model.store.getState().schedules;
  const items = list.items.filter((schedule) => schedule.id !== id);
  patchSchedules(model, {
    list: withItems(list, scheduleIdOf, items, list.readAt ?? model.clock.now()),
    marks: new Set([...marks].filter((marked) => marked !== id)),
  });
}

/** Brings runs of schedules that the stream told into what is shown of them. */
export function applyToSchedules(model: ConsoleModel, changed: readonly Run[]): void {
  const { schedules } = model.store.getState();
  const runs = new Map(schedules.runs);
  let isTouched = false;
  for (const run of changed) {
    const known = run.scheduleId === null ? undefined : runs.get(run.scheduleId);
    if (run.scheduleId === null || known === undefined) continue;
    runs.set(run.scheduleId, joinRuns([run], known, keptScheduleRuns));
    isTouched = true;
  }
  const history = schedules.history === null ? null : historyWith(schedules.history, changed);
  if (isTouched || history !== schedules.history) patchSchedules(model, { runs, history });
}

/** All at once: a backfill changes a thousand of them in one tick. */
function historyWith(history: ScheduleHistory, changed: readonly Run[]): ScheduleHistory {
  const own = changed.filter(({ scheduleId }) => scheduleId === history.scheduleId);
  if (own.length === 0) return history;
  const items = joinRuns(own, history.runs.items, mostHistoryRows);
  return { ...history, runs: { ...history.runs, items } };
}

export function moveScheduleCursor(model: ConsoleModel, delta: number): void {
  const state = model.store.getState();
  const { cursorId, cursorRow } = moveItemCursor(shownSchedules(state), scheduleIdOf, delta);
  patchSchedules(model, { list: { ...state.schedules.list, cursorId, cursorRow } });
}

/** An answer may be older than what came meanwhile, as that of a pause: the record that was changed last counts. */
function newerOf(schedule: Schedule, known: Schedule | undefined): Schedule {
  return known !== undefined && Date.parse(known.updatedAt) > Date.parse(schedule.updatedAt)
    ? known
    : schedule;
}

function byName(left: Schedule, right: Schedule): number {
  return left.name < right.name ? -1 : left.name > right.name ? 1 : 0;
}
