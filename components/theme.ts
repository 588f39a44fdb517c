import type { TextProps } from 'ink';
import type { StyleName } from '../src/terminal/row.ts';
import { styleSgr } from '../src/terminal/style.ts';

type TextStyle = Pick<TextProps, 'color' | 'backgroundColor' | 'bold' | 'dimColor' | 'inverse'>;

/** What Ink calls the SGR parameters that the table of styles is written in. */
const props: Readonly<Record<string, TextStyle>> = {
  '1': { bold: true },
  '2': { dimColor: true },
  '7': { inverse: true },
  '30': { color: 'black' },
  '31': { color: 'red' },
  '32': { color: 'green' },
  '33': { color: 'yellow' },
  '35': { color: 'magenta' },
  '36': { color: 'cyan' },
  '43': { backgroundColor: 'yellow' },
};

const made = new Map<StyleName, TextStyle>();

/**
 * The props of Ink's `<Text>` for a style: `<Text {...textStyle('dim')}>`. They are those of the terminal's own
 * colours; the compositor translates them into the theme, so that it can change under what Ink has printed.
 */
export function textStyle(style: StyleName | undefined): TextStyle {
  const name = style ?? 'plain';
  const known = made.get(name);
  if (known !== undefined) return known;
  const parts = styleSgr(name)
    .split(';')
    .map((parameter) => props[parameter]);
  const text: TextStyle = Object.assign({}, ...parts);
  made.set(name, text);
  return text;
}
