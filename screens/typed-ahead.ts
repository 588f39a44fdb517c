import type { KeyName, KeyPress } from '../src/terminal/key-press.ts';

const named: Readonly<Record<string, KeyName>> = { '\r': 'enter', '\n': 'enter', '\t': 'tab' };
/** More than anybody types while a slow link holds the keys back: a paste without its marks. */
const mostTyped = 256;

/**
 * Keys that were typed ahead and came in one piece, one by one. A marked paste never comes here;
 * what is too long to have been typed stays whole, and is text wherever it lands.
 */
export function typedAhead(press: KeyPress): readonly KeyPress[] {
  if (press.paste !== true || press.input.length > mostTyped) return [press];
  return Array.from(press.input, keyOf);
}

function keyOf(character: string): KeyPress {
  const name = named[character] ?? null;
  const code = character.charCodeAt(0);
  const ctrl = name === null && code < 32;
  return {
    input: name !== null ? '' : ctrl ? String.fromCharCode(code + 96) : character,
    name,
    ctrl,
    alt: false,
    shift: /^[A-Z]$/.test(character),
  };
}
