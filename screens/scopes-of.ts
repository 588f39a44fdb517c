import type { Scope } from '../src/keys/command.ts';
import type { ConsoleState } from '../src/store/console-state.ts';
import { currentPlace } from '../src/store/places.ts';

/** Where a key is looked up now, innermost scope first. */
export function scopesOf(state: ConsoleState): readonly Scope[] {
  if (state.dialog !== null) return ['dialog'];
  const place = currentPlace(state.places);
  switch (place.screen) {
    case 'runs':
      return ['runs', 'list', 'everywhere'];
    case 'run':
      return state.detail?.tab === 'live'
        ? ['log', 'run', 'list', 'everywhere']
        : ['run', 'list', 'everywhere'];
    case 'targets':
      return ['targets', 'list', 'everywhere'];
    case 'new-run':
      return ['form'];
    case 'help':
      return ['list', 'everywhere'];
  }
}
