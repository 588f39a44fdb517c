import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { sanitize } from '../src/terminal/sanitize.ts';
import { cut, textWidth } from '../src/terminal/width.ts';
import type { Choice, ConfirmState } from './confirm-state.ts';
import { Dialog } from './dialog.tsx';
import { TextField } from './text-field.tsx';
import type { TextFieldState } from './text-field-state.ts';
import { textStyle } from './theme.ts';

/** A line that is typed in the dialog. */
export interface ConfirmField {
  readonly label: string;
  readonly placeholder: string;
  readonly text: TextFieldState;
}

export interface ConfirmDialogProps {
  readonly title: string;
  /** What will happen, a line each; a low screen cuts the last ones. */
  readonly lines: readonly string[];
  readonly choices: readonly Choice[];
  readonly fields?: readonly ConfirmField[] | undefined;
  /** What is wrong with the typed text. */
  readonly problem?: string | null | undefined;
  /** What was understood of it, while nothing is wrong. */
  readonly heard?: string | null | undefined;
  readonly state: ConfirmState;
  /** Cells and rows that the dialog may take at most. */
  readonly maxWidth: number;
  readonly maxHeight?: number | undefined;
}

/** Frame, title, and the blank lines around what is told. */
const frameRows = 6;
/** Room for what is typed, where the placeholder needs no more. */
const fieldCells = 24;

/** Asks before acting. Its owner feeds the keys to `confirmReducer` and hands the state back. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactNode {
  const { title, choices, fields = [], problem = null, heard = null, state, maxWidth } = props;
  const said = sanitize(problem ?? heard ?? '');
  const room = Math.max(1, (props.maxHeight ?? Number.POSITIVE_INFINITY) - frameRows - fields.length);
  const lines = fitted(props.lines.map(sanitize), room);
  const buttons = choices.map((choice) => ` ${choice.label} (${choice.key}) `);
  const widest = Math.max(
    ...[sanitize(title), said, ...lines].map(textWidth),
    ...fields.map(fieldWidth),
    textWidth(buttons.join('  ')),
  );
  const width = Math.min(widest + 4, maxWidth);
  return (
    <Dialog title={title} width={width} height={lines.length + fields.length + frameRows}>
      <Text> </Text>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
        <Text key={index} wrap="truncate">
          {cut(line, width - 4)}
        </Text>
      ))}
      <Text {...textStyle(problem === null ? 'accent' : 'bad')} wrap="truncate">
        {said === '' ? ' ' : cut(said, width - 4)}
      </Text>
      {fields.map((field, index) => (
        <Field
          key={field.label}
          field={field}
          width={width - 4}
          isFocused={state.focused === choices.length + index}
        />
      ))}
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

interface FieldProps {
  readonly field: ConfirmField;
  readonly width: number;
  readonly isFocused: boolean;
}

function Field({ field, width, isFocused }: FieldProps): ReactNode {
  const label = cut(`${sanitize(field.label)}: `, Math.max(1, width - 6));
  return (
    <Box height={1}>
      <Text {...textStyle(isFocused ? 'accent' : 'dim')}>{label}</Text>
      <TextField
        state={field.text}
        width={width - textWidth(label)}
        focused={isFocused}
        placeholder={field.placeholder}
      />
    </Box>
  );
}

/** The label, and all of the placeholder behind the cursor. */
function fieldWidth({ label, placeholder }: ConfirmField): number {
  return textWidth(sanitize(label)) + Math.max(fieldCells, textWidth(placeholder) + 3);
}

function fitted(lines: readonly string[], room: number): readonly string[] {
  return lines.length <= room ? lines : [...lines.slice(0, room - 1), '…'];
}
