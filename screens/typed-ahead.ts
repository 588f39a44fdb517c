import type { KeyName, KeyPress } from '../src/terminal/key-press.ts';

const named: Readonly<Record<string, KeyName>> = { '\r': 'enter', '\n': 'enter', '\t': 'tab' };
/** More than anybody types between two reads: a paste of a terminal that does not mark pastes. */
const mostTyped = 32;

/**
 * Keys that a slow link brought in one piece, one by one. A marked paste stays whole, and so does
 * anything too long to have been typed.
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
