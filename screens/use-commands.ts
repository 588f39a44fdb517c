import { useInput, usePaste } from 'ink';
import { useMemo } from 'react';
import { type KeyPress, toKeyPress, toPaste } from '../src/terminal/key-press.ts';
import { type ConsoleParts, stateOf } from './parts.ts';
import { pressKey } from './press-key.ts';
import { typedAhead } from './typed-ahead.ts';

/** The one place where keys come in. What a key changed is painted in the same turn of the event loop. */
export function useCommands(parts: ConsoleParts): void {
  const press = useMemo(() => presserOf(parts), [parts]);
  useInput((input, key) => {
    for (const one of typedAhead(toKeyPress(input, key))) press(one);
  });
  usePaste((text) => press(toPaste(text)));
}

/**
 * Presses keys; those that come before the screens are loaded wait for them. A question is not answered by keys that came in one piece with the one that opened
 * it: they were typed before it could be read, or are a paste of a terminal that does not mark pastes.
 */
function presserOf(parts: ConsoleParts): (press: KeyPress) => void {
  let justAsked = false;
  const pressNow = (press: KeyPress) => {
    const before = stateOf(parts).dialog;
    if (justAsked && before !== null) return;
    pressKey(parts, press);
    if (before === null && stateOf(parts).dialog !== null) {
      justAsked = true;
      setImmediate(() => {
        justAsked = false;
      });
    }
    parts.terminal.compositor.paintNow();
  };
  const waiting: KeyPress[] = [];
  const stop = parts.ui.subscribe(({ isLoaded }) => {
    if (!isLoaded) return;
    stop();
    for (const press of waiting.splice(0)) pressNow(press);
  });
  return (press) => {
    if (parts.ui.getState().isLoaded) pressNow(press);
    else waiting.push(press);
  };
}
