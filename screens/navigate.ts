import { filterRuns } from '../src/store/filter-runs.ts';
import type { Places } from '../src/store/places.ts';
import {
  currentPlace,
  goBack,
  jumpTo,
  openPlace,
  type Place,
  swapPlace,
  toLastView,
} from '../src/store/places.ts';
import { type ConsoleParts, stateOf } from './parts.ts';

/** Shows a root screen. */
export function goTo(parts: ConsoleParts, place: Place): void {
  enter(parts, jumpTo(stateOf(parts).places, place));
}

/** Opens a screen above the current one. */
export function open(parts: ConsoleParts, place: Place): void {
  enter(parts, openPlace(stateOf(parts).places, place));
}

/** Shows another run in place of the one on the screen. */
export function swapRun(parts: ConsoleParts, runId: string): void {
  enter(parts, swapPlace(stateOf(parts).places, { screen: 'run', runId }));
}

export function toLast(parts: ConsoleParts): void {
  enter(parts, toLastView(stateOf(parts).places));
}

export function openHelp(parts: ConsoleParts): void {
  const { screen } = currentPlace(stateOf(parts).places);
  if (screen === 'help') return;
  parts.model.store.setState({ helpTop: 0 });
  open(parts, { screen: 'help', about: screen });
}

/** One step back. At the root Esc clears the filter and `q` leaves. */
export function goBackOrLeave(parts: ConsoleParts, key: 'back' | 'leave'): void {
  const state = stateOf(parts);
  const places = goBack(state.places);
  if (places !== null) {
    enter(parts, places);
    return;
  }
  if (key === 'leave') {
    parts.leave();
    return;
  }
  if (currentPlace(state.places).screen !== 'runs') {
    goTo(parts, { screen: 'runs' });
    return;
  }
  if (state.runs.filterText !== '') filterRuns(parts.model, '');
}

function enter(parts: ConsoleParts, places: Places): void {
  parts.model.store.setState({ places });
}
