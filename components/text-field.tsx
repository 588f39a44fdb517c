import { Text } from 'ink';
import type { ReactNode } from 'react';
import type { TextFieldState } from './text-field-state.ts';
import { textWindow } from './text-window.ts';
import { textStyle } from './theme.ts';

export interface TextFieldProps {
  readonly state: TextFieldState;
  /** Cells; a longer text scrolls sideways under the cursor. */
  readonly width: number;
  /** Whether it shows the cursor; true when left out. */
  readonly focused?: boolean | undefined;
  /** Shown while the field is empty. */
  readonly placeholder?: string | undefined;
}

/** A field of one line. Its owner feeds the keys to `textFieldReducer` and hands the state back. */
export function TextField({ state, width, focused = true, placeholder = '' }: TextFieldProps): ReactNode {
  const { before, at, after } = textWindow(state.value, state.cursor, width);
  const isEmpty = state.value === '';
  return (
    <Text wrap="truncate">
      {before}
      <Text inverse={focused}>{at}</Text>
      {isEmpty ? <Text {...textStyle('dim')}>{placeholder.slice(0, Math.max(0, width - 1))}</Text> : after}
    </Text>
  );
}
