import type { CommandId } from '../src/keys/command-table.ts';
import { displayKey } from '../src/keys/hints.ts';
import { commandsOf, keysOf } from '../src/keys/match.ts';
import { currentPlace } from '../src/store/places.ts';
import { type ConsoleParts, stateOf } from './parts.ts';

/** The key of a command on the screen that is shown, as people write it, for sentences that name it; its word where it has no key. */
export function keyOf(parts: ConsoleParts, id: CommandId): string {
  const state = stateOf(parts);
  const scopes = parts.screens.of(currentPlace(state.places).screen)?.scopes(state) ?? [];
  const command = [...scopes, 'everywhere' as const].flatMap(commandsOf).find((row) => row.id === id);
  const key = command === undefined ? undefined : keysOf(command, parts.keys().overrides)[0];
  return key === undefined ? `:${id}` : displayKey(key);
}
