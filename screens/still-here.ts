import { currentPlace } from '../src/store/places.ts';
import { type ConsoleParts, stateOf } from './parts.ts';

/**
 * Remembers where the user is: what a server has to be asked for first must not come up over something else.
 * @returns tells whether they are still there, with nothing asked and nothing being typed
 */
export function rememberPlace(parts: ConsoleParts): () => boolean {
  const place = currentPlace(stateOf(parts).places);
  const { prompt } = parts.ui.getState();
  return () => {
    const now = parts.ui.getState().prompt;
    const state = stateOf(parts);
    return currentPlace(state.places) === place && state.dialog === null && (now === null || now === prompt);
  };
}
