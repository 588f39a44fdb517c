import type { Scope } from '../../src/keys/command.ts';
import { currentPlace } from '../../src/store/places.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { helpRows } from './view.ts';

const scopesAbout: Readonly<Record<'runs' | 'run' | 'targets', readonly Scope[]>> = {
  runs: ['runs', 'list', 'everywhere', 'dialog'],
  run: ['run', 'log', 'list', 'everywhere', 'dialog'],
  targets: ['targets', 'form', 'list', 'everywhere', 'dialog'],
};

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
  const place = currentPlace(stateOf(parts).places);
  return helpRows(scopesAbout[place.screen === 'help' ? place.about : 'runs']);
}
