import type { ConnectionState } from '../src/store/connection-state.ts';
import { currentPlace, type Places } from '../src/store/places.ts';

/** Screens that show something without a server. */
const ofThisMachine: ReadonlySet<string> = new Set([
  'contexts',
  'edit-context',
  'schedule-editor',
  'net',
  'ops',
  'keys',
  'output',
  'help',
]);

/** True when why no server answers stands in the place of the screen. */
export function isFailureShown({ phase }: Pick<ConnectionState, 'phase'>, places: Places): boolean {
  return phase === 'failed' && needsServer(places);
}

/** True when the screen shows what a server told. */
export function needsServer(places: Places): boolean {
  return !ofThisMachine.has(currentPlace(places).screen);
}
