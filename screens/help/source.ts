import type { ConsoleState } from '../../src/store/console-state.ts';
import { currentPlace } from '../../src/store/places.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { everywhereCommands } from '../everywhere-commands.ts';
import { type ConsoleParts, type ScreenDefinition, stateOf } from '../parts.ts';
import { type HelpAbout, helpRows } from './view.ts';

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
  const place = currentPlace(stateOf(parts).places);
  const about = parts.screens.of(place.screen === 'help' ? place.about : place.screen);
  return helpRows(helpAbout(about, stateOf(parts)), width, parts.keys());
}

/** What works on a screen as it stands now. */
export function helpAbout(screen: ScreenDefinition | null, state: ConsoleState): HelpAbout {
  const { commands = {}, helpScopes = [] } = screen ?? {};
  return {
    scopes: screen?.scopes(state) ?? ['everywhere'],
    further: [...helpScopes, 'dialog'],
    isDone: ({ id }) => (commands[id] ?? everywhereCommands[id]) !== undefined,
  };
}
