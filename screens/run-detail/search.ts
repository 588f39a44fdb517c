import { searchFor } from '../../src/store/search-log.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';

/** Takes the text of the search prompt; the same text again goes on to the match above. */
export function searchLog(parts: ConsoleParts, text: string): string | null {
  if (stateOf(parts).detail === null) return 'the run is no longer shown';
  searchFor(parts.model, text);
  return null;
}
