import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { sanitize } from '../src/terminal/sanitize.ts';
import { padEnd, textWidth } from '../src/terminal/width.ts';
import { type ChosenField, type Form, type FormField, type FormProblems, isOnButton } from './form-state.ts';
import { TextField } from './text-field.tsx';
import { textStyle } from './theme.ts';

export interface FormViewProps<Id extends string> {
  readonly form: Form<Id>;
  readonly problems: FormProblems<Id>;
  /** On the button. */
  readonly action: string;
  /** Cells. */
  readonly width: number;
  /** Rows; with fewer fields in view, those around the focus are. */
  readonly height: number;
}

/** A form of labelled lines. Its owner feeds the keys to `formReducer` and hands the state back. */
export function FormView<Id extends string>(props: FormViewProps<Id>): ReactNode {
  const { form, problems, action, width, height } = props;
  const labelWidth = Math.max(...form.fields.map(({ label }) => textWidth(label))) + 2;
  const room = Math.max(1, height - 1);
  const top = Math.max(0, Math.min(form.focus - room + 1, form.fields.length - room));
  return (
    <Box flexDirection="column">
      {form.fields.slice(top, top + room).map((field, index) => (
        <FieldLine
          key={field.id}
          field={field}
          focused={top + index === form.focus}
          problem={problems[field.id] ?? null}
          labelWidth={labelWidth}
          width={width}
        />
      ))}
      <Text wrap="truncate">
        {' '.repeat(labelWidth + 2)}
        <Text inverse={isOnButton(form)}>{` ${action} `}</Text>
      </Text>
    </Box>
  );
}

function FieldLine<Id extends string>(props: {
  readonly field: FormField<Id>;
  readonly focused: boolean;
  readonly problem: string | null;
  readonly labelWidth: number;
  readonly width: number;
}): ReactNode {
  const { field, focused, problem, labelWidth, width } = props;
  const told = problem === null ? '' : `  x ${sanitize(problem)}`;
  const room = Math.max(8, width - labelWidth - 3 - Math.min(textWidth(told), Math.floor(width / 2)));
  return (
    <Box height={1}>
      <Box flexShrink={0}>
        <Text {...textStyle(focused ? 'accent' : 'dim')}>
          {`${focused ? '>' : ' '} ${padEnd(field.label, labelWidth)}`}
        </Text>
      </Box>
      {field.kind === 'choice' ? (
        <ChoiceLine field={field} focused={focused} />
      ) : (
        <TextField
          state={field.masked === true ? maskedText(field.text) : field.text}
          width={room}
          focused={focused}
          placeholder={field.placeholder}
        />
      )}
      <Text {...textStyle('bad')} wrap="truncate">
        {told}
      </Text>
    </Box>
  );
}

function ChoiceLine<Id extends string>(props: {
  readonly field: ChosenField<Id>;
  readonly focused: boolean;
}): ReactNode {
  const { options, index } = props.field;
  return (
    <Text wrap="truncate">
      {options.map((option, place) => (
        <Text key={option} inverse={props.focused && place === index}>
          {`${place === index ? '(*)' : '( )'} ${option}  `}
        </Text>
      ))}
    </Text>
  );
}

/** A star for each character: that something is there may be seen, not what. */
function maskedText({ value, cursor }: { readonly value: string; readonly cursor: number }) {
  return { value: '*'.repeat(value.length), cursor };
}
