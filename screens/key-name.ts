import type { KeyPress } from '../src/terminal/key-press.ts';

/** The name of a key as the command table writes it: `j`, `G`, `ctrl+n`, `shift+tab`; null for pasted text. */
export function keyName(press: KeyPress): string | null {
  if (press.paste === true || press.alt) return null;
  if (press.name !== null) {
    if (press.name === 'tab' && press.shift) return 'shift+tab';
    return press.ctrl ? `ctrl+${press.name}` : press.name;
  }
  if (press.input === '') return null;
  if (press.ctrl) return `ctrl+${press.input.toLowerCase()}`;
  return press.input === ' ' ? 'space' : press.input;
}
