import type { StyleName } from './row.ts';
import { applySgr } from './sgr.ts';
import { type StyleTable, stylesOf } from './style.ts';

/** The table that Ink's part of the screen is written in. */
const plainStyles = stylesOf('terminal', '16', false);

/** Each colour of `terminal` and the style that it stands for in what Ink prints. */
const meanings: Readonly<Record<string, StyleName>> = {
  '32': 'ok',
  '31': 'bad',
  '33': 'warn',
  '36': 'active',
  '35': 'waiting',
  '30;43': 'match',
};

const translated = new WeakMap<StyleTable, Map<string, string>>();

/** A style that Ink printed, in the colours of another table: what is bold or reversed there stays so. */
export function translateSgr(style: string, styles: StyleTable): string {
  if (style === '' || styles === plainStyles) return style;
  const known = translated.get(styles) ?? new Map<string, string>();
  translated.set(styles, known);
  const result = known.get(style) ?? translate(style, styles);
  known.set(style, result);
  return result;
}

function translate(style: string, styles: StyleTable): string {
  const colors = /(?:^|;)((?:3\d|9\d)(?:;4\d)?)$/.exec(style)?.[1];
  const meaning = colors === undefined ? undefined : meanings[colors];
  if (colors === undefined || meaning === undefined) return style;
  const attributes = style.slice(0, -colors.length);
  const isAccent = meaning === 'active' && attributes.startsWith('1;');
  const wanted = styles[isAccent ? 'accent' : meaning];
  return applySgr('', wanted === '' ? attributes.replace(/;$/, '') : `${attributes}${wanted}`, '16');
}
