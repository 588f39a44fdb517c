import { useInput, usePaste } from 'ink';
import { useMemo } from 'react';
import { currentPlace } from '../src/store/places.ts';
import { type KeyPress, toKeyPress, toPaste } from '../src/terminal/key-press.ts';
import { type ConsoleParts, stateOf } from './parts.ts';
import { pressKey } from './press-key.ts';
import { typedAhead } from './typed-ahead.ts';

/** The one place where keys come in. What a key changed is painted in the same turn of the event loop. */
export function useCommands(parts: ConsoleParts): void {
  const press = useMemo(() => presserOf(parts), [parts]);
  useInput((input, key) => {
    for (const one of typedAhead(toKeyPress(input, key)).flatMap((each) => apart(parts, each))) press(one);
  });
  usePaste((text) => press(toPaste(text)));
}

/**
 * On a slow link Esc and the next key arrive in one piece, as Alt and that key do. Where nothing is typed, that is Esc
 * and then the key; a key that acts is left out, for nobody can tell that it was meant.
 */
function apart(parts: ConsoleParts, press: KeyPress): readonly KeyPress[] {
  if (!press.alt || press.paste === true || isTyping(parts)) return [press];
  const key = { ...press, alt: false };
  const back: KeyPress = { input: '', name: 'escape', ctrl: false, alt: false, shift: false };
  return /^[A-Z]$/.test(key.input) ? [back] : [back, key];
}

function isTyping(parts: ConsoleParts): boolean {
  const { places, dialog } = stateOf(parts);
  if (dialog !== null || parts.ui.getState().prompt !== null) return true;
  return parts.screens.of(currentPlace(places).screen)?.press !== undefined;
}

/**
 * Presses keys; those that come before the screens are loaded wait for them. A question is not answered by keys that came in one piece with the one that opened
 * it: they were typed before it could be read, or are a paste of a terminal that does not mark pastes.
 */
function presserOf(parts: ConsoleParts): (press: KeyPress) => void {
  let justAsked = false;
  const pressNow = (press: KeyPress) => {
    const before = stateOf(parts).dialog;
    if (justAsked && before !== null && before.isMenu !== true) return;
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
