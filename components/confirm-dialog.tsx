import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { sanitize } from '../src/terminal/sanitize.ts';
import { cut, textWidth } from '../src/terminal/width.ts';
import type { Choice, ConfirmState } from './confirm-state.ts';
import { Dialog } from './dialog.tsx';

export interface ConfirmDialogProps {
  readonly title: string;
  /** What will happen, a line each. */
  readonly lines: readonly string[];
  readonly choices: readonly Choice[];
  readonly state: ConfirmState;
  /** Cells that the dialog may take at most. */
  readonly maxWidth: number;
}

/** Asks before acting. Its owner feeds the keys to `confirmReducer` and hands the state back. */
export function ConfirmDialog({ title, lines, choices, state, maxWidth }: ConfirmDialogProps): ReactNode {
  const shown = [title, ...lines].map(sanitize);
  const buttons = choices.map((choice) => ` ${choice.label} (${choice.key}) `);
  const widest = Math.max(...shown.map(textWidth), textWidth(buttons.join('  ')));
  const width = Math.min(widest + 4, maxWidth);
  return (
    <Dialog title={title} width={width} height={lines.length + 6}>
      <Text> </Text>
      {shown.slice(1).map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
        <Text key={index} wrap="truncate">
          {cut(line, width - 4)}
        </Text>
      ))}
      <Text> </Text>
      <Box columnGap={2}>
        {buttons.map((button, index) => (
          <Text key={choices[index]?.key ?? button} inverse={index === state.focused} wrap="truncate">
            {button}
          </Text>
        ))}
      </Box>
    </Dialog>
  );
}
