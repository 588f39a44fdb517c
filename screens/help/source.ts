import { currentPlace } from '../../src/store/places.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { helpRows } from './view.ts';

export function helpSource(parts: ConsoleParts): PaneSource {
  return {
    rows(width, height) {
      const rows = rowsHere(parts, width);
      parts.model.heights.text = height;
      parts.model.heights.textLines = rows.length;
      const top = Math.min(stateOf(parts).helpTop, Math.max(0, rows.length - height));
      return rows.slice(top, top + height);
    },
  };
}

function rowsHere(parts: ConsoleParts, width: number) {
  const state = stateOf(parts);
  const place = currentPlace(state.places);
  const about = parts.screens.of(place.screen === 'help' ? place.about : place.screen);
  return helpRows(
    [...(about?.helpScopes ?? about?.scopes(state) ?? ['everywhere']), 'dialog'],
    width,
    parts.keys(),
  );
}
