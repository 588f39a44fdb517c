import type { StyleName } from './row.ts';

/** `none` is for NO_COLOR: bold, dim, underline and reverse video only. */
export type ColorDepth = 'none' | '16';

/**
 * SGR parameters of every style. Only the terminal's own 16 colours and no bright ones, so that the user's
 * theme, light or dark, decides how they look; a background always comes with its own foreground.
 * Colour never says anything alone: a glyph and a word stand beside it.
 */
const coloured: Readonly<Record<StyleName, string>> = {
  plain: '',
  dim: '2',
  strong: '1',
  ok: '32',
  bad: '31',
  warn: '33',
  active: '36',
  waiting: '35',
  accent: '1;36',
  match: '30;43',
  selected: '7',
};

const colourless: Readonly<Record<StyleName, string>> = {
  plain: '',
  dim: '2',
  strong: '1',
  ok: '',
  bad: '1',
  warn: '1',
  active: '',
  waiting: '2',
  accent: '1',
  match: '1;4',
  selected: '7',
};

/** The SGR parameters of a style, empty for plain text. */
export function styleSgr(style: StyleName | undefined, color: ColorDepth): string {
  return (color === 'none' ? colourless : coloured)[style ?? 'plain'];
}
