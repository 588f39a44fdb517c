import type { Scope } from '../src/keys/command.ts';
import type { ConsoleState } from '../src/store/console-state.ts';
import { currentPlace } from '../src/store/places.ts';
import { type ConsoleParts, stateOf } from './parts.ts';

/** Where a key is looked up now, innermost scope first. */
export function scopesOf(parts: ConsoleParts, state: ConsoleState = stateOf(parts)): readonly Scope[] {
  if (state.dialog !== null) return ['dialog'];
  return parts.screens.of(currentPlace(state.places).screen)?.scopes(state) ?? ['everywhere'];
}
