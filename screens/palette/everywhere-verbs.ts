import { openHelp } from '../navigate.ts';
import type { ConsoleParts, PaletteVerb } from '../parts.ts';
import { refreshNow } from '../refresh.ts';
import { verb } from './verb.ts';

/** The words of the palette that belong to no screen. */
export const everywhereVerbs: readonly PaletteVerb[] = [
  verb('refresh', 'Ask the server again', refreshNow),
  verb('help', 'The keys of this screen', openHelp),
  verb('q', 'Leave the console', (parts: ConsoleParts) => parts.leave()),
];
