import type { ConsoleState, ConsoleStore } from './console-state.ts';
import type { Place } from './places.ts';
import { rowCount, rowOf, runAt } from './run-list.ts';
import type { Trail } from './trails-state.ts';

/** More than anybody goes back through. */
const maxTrails = 20;

/** Remembers the rows of the place that is on the screen, before a run is opened from it. */
export function leaveTrail(store: ConsoleStore, trail: Trail): void {
  const { trails, places } = store.getState();
  const key = JSON.stringify(places.stack.at(-1));
  const others = [...trails].filter(([known]) => known !== key).slice(1 - maxTrails);
  store.setState({ trails: new Map([...others, [key, trail]]) });
}

/** Forgets the rows of the place that is on the screen again: they may be others by now. */
export function dropTrail(store: ConsoleStore): void {
  const { trails, places } = store.getState();
  const key = JSON.stringify(places.stack.at(-1));
  if (trails.has(key)) store.setState({ trails: new Map([...trails].filter(([known]) => known !== key)) });
}

/** Where a run stands in the list it was opened from. */
export interface TrailPlace {
  readonly name: string;
  /** From 0; -1 when the run is not in that list. */
  readonly row: number;
  readonly count: number;
  readonly at: (row: number) => string | undefined;
  /** The list of runs itself: what is below its last row may only not be loaded yet. */
  readonly isLoaded: boolean;
}

/**
 * Where the run on the screen stands among those it was opened from. One that was opened over another screen than the
 * list of runs, as by its id, has no neighbours there.
 */
export function trailPlace(state: ConsoleState): TrailPlace {
  const runId = state.detail?.runId ?? '';
  const below: Place | undefined = state.places.stack.at(-2);
  const trail = below === undefined ? undefined : state.trails.get(JSON.stringify(below));
  if (trail !== undefined) {
    const { name, runIds } = trail;
    return {
      name,
      row: runIds.indexOf(runId),
      count: runIds.length,
      at: (row) => runIds[row],
      isLoaded: false,
    };
  }
  if (below !== undefined && below.screen !== 'runs') return alone(below);
  const { list, filterText } = state.runs;
  return {
    name: filterText === '' ? 'Runs' : `Runs ${filterText}`,
    row: rowOf(list, runId),
    count: rowCount(list),
    at: (row) => runAt(list, row)?.id,
    isLoaded: true,
  };
}

function alone({ screen }: Place): TrailPlace {
  const name = screen.charAt(0).toUpperCase() + screen.slice(1);
  return { name, row: -1, count: 0, at: () => undefined, isLoaded: false };
}
