import { useInput, usePaste } from 'ink';
import { toKeyPress, toPaste } from '../src/terminal/key-press.ts';
import { type ConsoleParts, stateOf } from './parts.ts';
import { pressKey } from './press-key.ts';
import { typedAhead } from './typed-ahead.ts';

/** The one place where keys come in. What a key changed is painted in the same turn of the event loop. */
export function useCommands(parts: ConsoleParts): void {
  useInput((input, key) => {
    const asked = stateOf(parts).dialog;
    for (const press of typedAhead(toKeyPress(input, key))) {
      pressKey(parts, press);
      // A question that these very keys opened is not answered by them: they may be an unmarked paste.
      if (stateOf(parts).dialog !== null && stateOf(parts).dialog !== asked) break;
    }
    parts.terminal.compositor.paintNow();
  });
  usePaste((text) => {
    pressKey(parts, toPaste(text));
    parts.terminal.compositor.paintNow();
  });
}
