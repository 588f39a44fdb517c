import type { TextProps } from 'ink';
import type { StyleName } from '../src/terminal/row.ts';

type TextStyle = Pick<TextProps, 'color' | 'backgroundColor' | 'bold' | 'dimColor' | 'inverse'>;

// The same looks as `styleSgr` gives to panes. Without colour the compositor takes the colours away.
const textStyles: Readonly<Record<StyleName, TextStyle>> = {
  plain: {},
  dim: { dimColor: true },
  strong: { bold: true },
  ok: { color: 'green' },
  bad: { color: 'red' },
  warn: { color: 'yellow' },
  active: { color: 'cyan' },
  waiting: { color: 'magenta' },
  accent: { color: 'cyan', bold: true },
  match: { color: 'black', backgroundColor: 'yellow' },
  selected: { inverse: true },
};

/** The props of Ink's `<Text>` for a style: `<Text {...textStyle('dim')}>`. */
export function textStyle(style: StyleName | undefined): TextStyle {
  return textStyles[style ?? 'plain'];
}
