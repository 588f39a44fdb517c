import { currentPlace, type Place } from '../src/store/places.ts';
import { closeRun } from '../src/store/read-detail.ts';
import type { ConsoleParts } from './parts.ts';

/**
 * Tells the screens when a place comes and goes; help lies over a place and leaves it as it is.
 * @returns stops it
 */
export function followPlaces(parts: ConsoleParts): () => void {
  const { store } = parts.model;
  let shown: Place = currentPlace(store.getState().places);
  return store.subscribe(({ places }) => {
    const place = currentPlace(places);
    if (place === shown || place.screen === 'help') return;
    const before = shown;
    shown = place;
    parts.screens.of(before.screen)?.leave?.(parts, before);
    if (place.screen !== 'run' && store.getState().detail !== null) closeRun(parts.model);
    parts.screens.of(place.screen)?.enter?.(parts, place);
  });
}
