const named: Readonly<Record<string, string>> = {
  up: '\x1b[A',
  down: '\x1b[B',
  right: '\x1b[C',
  left: '\x1b[D',
  home: '\x1b[H',
  end: '\x1b[F',
  'page-up': '\x1b[5~',
  'page-down': '\x1b[6~',
  delete: '\x1b[3~',
  enter: '\r',
  escape: '\x1b',
  tab: '\t',
  'shift-tab': '\x1b[Z',
  backspace: '\x7f',
  space: ' ',
};

/**
 * The bytes that a terminal sends for a key: a name of the table, `ctrl-` and a letter, or one character.
 * @throws Error for any other name: a typo must not be typed as text
 */
export function keyBytes(key: string): string {
  const bytes = named[key];
  if (bytes !== undefined) return bytes;
  const control = /^ctrl-([a-z])$/.exec(key)?.[1];
  if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) - 96);
  if ([...key].length === 1) return key;
  throw new Error(`no key is called ${JSON.stringify(key)}`);
}
