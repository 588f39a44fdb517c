import { Text } from 'ink';
import type { ReactNode } from 'react';
import { sanitize } from '../src/terminal/sanitize.ts';
import { cut, textWidth } from '../src/terminal/width.ts';
import type { Choice, ConfirmState } from './confirm-state.ts';
import { Dialog } from './dialog.tsx';

export interface MenuDialogProps {
  readonly title: string;
  readonly lines: readonly string[];
  readonly choices: readonly Choice[];
  readonly state: ConfirmState;
  /** Cells and rows that the dialog may take at most. */
  readonly maxWidth: number;
  readonly maxHeight: number;
}

/** Some things to choose from, one below the other. Its owner feeds the keys to `confirmReducer`. */
export function MenuDialog({
  title,
  lines,
  choices,
  state,
  maxWidth,
  maxHeight,
}: MenuDialogProps): ReactNode {
  const rows = choices.map(({ key, label }) => ` ${key.padEnd(3)} ${sanitize(label)} `);
  const told = lines.map(sanitize);
  const widest = Math.max(...[sanitize(title), ...rows, ...told].map(textWidth));
  const width = Math.min(widest + 4, maxWidth);
  const height = Math.min(rows.length + told.length + 3, maxHeight);
  const first = Math.max(0, state.focused - (height - told.length - 4));
  return (
    <Dialog title={title} width={width} height={height}>
      {told.map((line) => (
        <Text key={line} dimColor wrap="truncate">
          {cut(line, width - 4)}
        </Text>
      ))}
      {rows.slice(first).map((row, index) => (
        <Text key={choices[first + index]?.key} inverse={first + index === state.focused} wrap="truncate">
          {cut(row, width - 4)}
        </Text>
      ))}
    </Dialog>
  );
}
