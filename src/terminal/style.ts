import type { StyleName } from './row.ts';

/** `none` is for NO_COLOR: bold, dim, underline and reverse video only. */
export type ColorDepth = 'none' | '16';

/** SGR parameters of every style. Colour never says anything alone: a glyph and a word stand beside it. */
export type StyleTable = Readonly<Record<StyleName, string>>;

const shared = { plain: '', dim: '2', strong: '1', selected: '7' } as const;

/**
 * The terminal's own 16 colours and no bright ones, so that the user's colours, light or dark, decide how they look;
 * a background always comes with its own foreground. What Ink prints is written in these and translated from them.
 */
const terminal: StyleTable = {
  ...shared,
  ok: '32',
  bad: '31',
  warn: '33',
  active: '36',
  waiting: '35',
  accent: '1;36',
  match: '30;43',
};

const mono: StyleTable = {
  ...shared,
  ok: '',
  bad: '1',
  warn: '1',
  active: '',
  waiting: '2',
  accent: '1',
  match: '1;4',
};

interface Theme {
  readonly basic: StyleTable;
  /** For terminals that know 256 colours; absent: as `basic`. */
  readonly rich?: StyleTable;
}

/**
 * The looks by name. Rich colours are of the fixed part of the 256 (16 to 255), the same in every terminal. Those of
 * `colour-blind` are blue against orange, and as dark as they are light: they hold on any background.
 */
const themes = {
  terminal: { basic: terminal },
  mono: { basic: mono },
  'colour-blind': {
    basic: { ...terminal, ok: '34', bad: '1;33', warn: '33', waiting: '2', match: '30;46' },
    rich: {
      ...shared,
      ok: '38;5;32',
      bad: '1;38;5;166',
      warn: '38;5;136',
      active: '38;5;67',
      waiting: '38;5;243',
      accent: '1;38;5;32',
      match: '38;5;16;48;5;215',
    },
  },
  dark: {
    basic: { ...terminal, ok: '92', bad: '91', warn: '93', active: '96', waiting: '95', accent: '1;96' },
    rich: {
      ...shared,
      ok: '38;5;114',
      bad: '38;5;210',
      warn: '38;5;221',
      active: '38;5;80',
      waiting: '38;5;183',
      accent: '1;38;5;80',
      match: '38;5;16;48;5;221',
    },
  },
  light: {
    basic: terminal,
    rich: {
      ...shared,
      ok: '38;5;22',
      bad: '38;5;124',
      warn: '38;5;94',
      active: '38;5;24',
      waiting: '38;5;90',
      accent: '1;38;5;24',
      match: '38;5;16;48;5;222',
    },
  },
} as const satisfies Readonly<Record<string, Theme>>;

export type ThemeName = keyof typeof themes;

/** The styles of a theme as the terminal can show them. Without colour every theme is `mono`. */
export function stylesOf(theme: ThemeName, color: ColorDepth, isRich: boolean): StyleTable {
  if (color === 'none') return mono;
  const { basic, rich = basic }: Theme = themes[theme];
  return isRich ? rich : basic;
}

/** Whether the terminal says that it knows 256 colours or more. */
export function knows256Colors(env: NodeJS.ProcessEnv): boolean {
  const { COLORTERM: color = '', TERM: term = '' } = env;
  return /^(?:truecolor|24bit)$/i.test(color) || /256color|direct/.test(term);
}

/** The SGR parameters of a style, empty for plain text. */
export function styleSgr(style: StyleName | undefined, styles: StyleTable = terminal): string {
  return styles[style ?? 'plain'];
}
