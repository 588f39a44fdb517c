import type { Run } from '../model/run.ts';
import type { ConsoleModel } from './console-model.ts';
import { openHistory, readFires } from './read-history.ts';
import { applyToSchedules, readRecords, readSchedules } from './read-schedules.ts';

/** What is told of schedules is collected so long (ms) before they are asked for; on a slow link longer. */
const collectMs = 250;
const slowCollectMs = 10_000;
/** A run of a schedule has changed: where the server tells of schedules it has told that too. */
const runCollectMs = 5_000;
/** More than so many are read as one list. */
const mostRecords = 8;
/** Between two reads of the whole list, in ms. */
const listEveryMs = 5_000;

/**
 * Keeps what is shown of schedules in step: runs go into the strips and the history, also while another screen is
 * shown; the records of schedules that have changed are read again while they are looked at.
 * @param isShown whether a screen of schedules is
 */
export function followSchedules(model: ConsoleModel, isShown: () => boolean): void {
  const { store, clock } = model;
  const changed = new Set<string>();
  let dueAt = Number.POSITIVE_INFINITY;
  let listAt = 0;
  let disarm = () => {};

  const read = () => {
    dueAt = Number.POSITIVE_INFINITY;
    const ids = [...changed];
    changed.clear();
    // Whoever comes to one later reads it then.
    if (!isShown()) return;
    void readOpened(model, ids);
    if (ids.length <= mostRecords) {
      void readRecords(model, ids);
      return;
    }
    listAt = clock.now() + listEveryMs;
    void readSchedules(model);
  };
  const collect = (ids: readonly string[], usualMs: number) => {
    for (const id of ids) changed.add(id);
    const afterMs = store.getState().connection.isSlow ? slowCollectMs : usualMs;
    const isMany = changed.size > mostRecords;
    const at = Math.max(clock.now() + afterMs, isMany ? listAt : 0);
    if (at >= dueAt) return;
    disarm();
    dueAt = at;
    disarm = clock.after(at - clock.now(), read);
  };
  const runsChanged = (runs: readonly Run[]) => {
    const { schedules } = store.getState();
    if (schedules.runs.size === 0 && schedules.history === null) return;
    applyToSchedules(model, runs);
    const ids = runs.flatMap(({ scheduleId }) => (scheduleId === null ? [] : [scheduleId]));
    if (ids.length > 0 && isShown()) collect(ids, runCollectMs);
  };
  store.subscribe((state, before) => {
    if (state.changedSchedules !== before.changedSchedules && isShown()) {
      collect(state.changedSchedules, collectMs);
    }
    if (state.changedRuns !== before.changedRuns) runsChanged(state.changedRuns);
  });
}

/** The opened one has changed: a slot may have been added, somebody may have edited it. */
async function readOpened(model: ConsoleModel, ids: readonly string[]): Promise<void> {
  const { places, schedules } = model.store.getState();
  const isOpen = places.stack.some(({ screen }) => screen === 'schedule');
  const id = schedules.history?.scheduleId;
  if (!isOpen || id === undefined || !ids.includes(id)) return;
  await openHistory(model, id);
  await readFires(model, id);
}
