import type { ListTimeMode } from '../../src/model/time-mode.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';

/** How the list writes moments: as was chosen here, else as the settings say. */
export function timeOf(parts: ConsoleParts): ListTimeMode {
  return stateOf(parts).runs.time ?? parts.model.options.settings.read().time;
}
