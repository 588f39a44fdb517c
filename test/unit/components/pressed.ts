import type { KeyName, KeyPress } from '../../../src/terminal/key-press.ts';

const names: readonly KeyName[] = [
  'enter',
  'escape',
  'tab',
  'backspace',
  'delete',
  'up',
  'down',
  'left',
  'right',
  'home',
  'end',
  'pageup',
  'pagedown',
];

/** A key by its name, as in `a`, `enter`, `ctrl-w`, `alt-left`, `shift-tab`, or `paste:some text`. */
export function pressed(key: string): KeyPress {
  const plain = { name: null, ctrl: false, alt: false, shift: false };
  if (key.startsWith('paste:')) return { ...plain, input: key.slice('paste:'.length), paste: true };
  const word = key.replace(/^(ctrl|alt|shift)-/, '');
  const name = names.find((known) => known === word) ?? null;
  return {
    input: name === null ? word : '',
    name,
    ctrl: key.startsWith('ctrl-'),
    alt: key.startsWith('alt-'),
    shift: key.startsWith('shift-'),
  };
}
