import { currentPlace } from '../../src/store/places.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { helpRows } from './view.ts';

export function helpSource(parts: ConsoleParts): PaneSource {
  return {
    rows(_width, height) {
      const rows = rowsHere(parts);
      parts.model.heights.text = height;
      const top = Math.min(stateOf(parts).helpTop, Math.max(0, rows.length - height));
      return rows.slice(top, top + height);
    },
  };
}

/** How many lines the help of this screen has. */
export function helpLength(parts: ConsoleParts): number {
  return rowsHere(parts).length;
}

function rowsHere(parts: ConsoleParts) {
  const state = stateOf(parts);
  const place = currentPlace(state.places);
  const about = parts.screens.of(place.screen === 'help' ? place.about : place.screen);
  return helpRows([...(about?.helpScopes ?? about?.scopes(state) ?? ['everywhere']), 'dialog'], parts.keys());
}
