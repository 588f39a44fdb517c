export type KeyName =
  | 'enter'
  | 'escape'
  | 'tab'
  | 'backspace'
  | 'delete'
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'home'
  | 'end'
  | 'pageup'
  | 'pagedown';

/** One press of a key, or one paste. */
export interface KeyPress {
  /** The text typed or pasted; the letter when Ctrl or Alt is held; empty for a named key. */
  readonly input: string;
  /** Null for a key that types text. */
  readonly name: KeyName | null;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** The text was pasted: never read it as a command. */
  readonly paste?: boolean | undefined;
}

/** The part of Ink's `Key` that is read here. */
export interface InkKey {
  readonly upArrow: boolean;
  readonly downArrow: boolean;
  readonly leftArrow: boolean;
  readonly rightArrow: boolean;
  readonly pageDown: boolean;
  readonly pageUp: boolean;
  readonly home: boolean;
  readonly end: boolean;
  readonly return: boolean;
  readonly escape: boolean;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly tab: boolean;
  readonly backspace: boolean;
  readonly delete: boolean;
  readonly meta: boolean;
}

const names: readonly (readonly [keyof InkKey, KeyName])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageDown', 'pagedown'],
  ['pageUp', 'pageup'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['tab', 'tab'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
];

/** What Ink's `useInput` was told, as one `KeyPress`. Several characters at once are a paste without its marks. */
export function toKeyPress(input: string, key: InkKey): KeyPress {
  const name = names.find(([flag]) => key[flag])?.[1] ?? null;
  const text = name === null ? input : '';
  return {
    input: text,
    name,
    ctrl: key.ctrl,
    alt: key.meta && name !== 'escape',
    shift: key.shift,
    paste: [...text].length > 1 ? true : undefined,
  };
}

/** A paste as Ink's `usePaste` reports it. */
export function toPaste(text: string): KeyPress {
  return { input: text, name: null, ctrl: false, alt: false, shift: false, paste: true };
}
