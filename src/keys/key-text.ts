const spelled: Readonly<Record<string, string>> = {
  esc: 'escape',
  return: 'enter',
  pgdn: 'pagedown',
  pgup: 'pageup',
  's-tab': 'shift+tab',
  spacebar: 'space',
  // `g` acts at once, so the second one finds nothing left to do.
  gg: 'g',
};

const named =
  /^(?:enter|escape|tab|shift\+tab|space|backspace|delete|up|down|left|right|home|end|pageup|pagedown|f\d\d?)$/;

/**
 * A key as the command table writes it, from what people write: `Ctrl+R`, `^R` and `C-r` are `ctrl+r`.
 * @returns null when it names no key
 */
export function readKey(text: string): string | null {
  const typed = text.trim();
  if ([...typed].length === 1) return typed;
  const lower = typed.toLowerCase();
  const control = /^(?:ctrl[+-]|c-|\^)(.+)$/.exec(lower)?.[1];
  if (control !== undefined) {
    const key = readKey(control);
    return key === null ? null : `ctrl+${key.toLowerCase()}`;
  }
  if (/^(?:alt[+-]|m-)./.test(lower)) return `alt+${lower.replace(/^(?:alt[+-]|m-)/, '')}`;
  const name = spelled[lower] ?? lower;
  return named.test(name) || name === 'g' ? name : null;
}
