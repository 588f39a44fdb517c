import type { Run } from '../../src/model/run.ts';
import type { PlaceholderValues } from '../../src/model/user-command.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { cursorRowOf } from '../../src/store/list-cursor.ts';
import { currentPlace } from '../../src/store/places.ts';
import { runAt } from '../../src/store/run-list.ts';
import { targetAtCursor } from '../../src/store/targets-state.ts';

/** What the placeholders of the user's commands stand for where the user is. */
export function valuesHere(state: ConsoleState): PlaceholderValues {
  const place = currentPlace(state.places);
  const { contextName, project } = state.connection;
  const run = runHere(state);
  const target = place.screen === 'targets' ? targetAtCursor(state.targets)?.target : run?.target;
  const batchId = place.screen === 'batch' ? place.batchId : run?.batchId;
  return {
    context: contextName,
    ...(project === null ? {} : { project }),
    ...(run === null ? {} : { 'run.id': run.id, 'run.target': run.target }),
    ...(target === undefined ? {} : { target }),
    ...(batchId == null ? {} : { 'batch.id': batchId }),
    ...(place.screen === 'schedule' ? { 'schedule.id': place.scheduleId } : {}),
  };
}

function runHere({ places, runs, detail }: ConsoleState): Run | null {
  const place = currentPlace(places);
  if (place.screen === 'run') return detail?.runId === place.runId ? detail.run : null;
  if (place.screen !== 'runs') return null;
  return runAt(runs.list, cursorRowOf(runs.list, runs)) ?? null;
}
