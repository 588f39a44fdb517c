import { Box, Text } from 'ink';
import { type ReactNode, useRef } from 'react';
import { sanitize } from '../src/terminal/sanitize.ts';
import { cut } from '../src/terminal/width.ts';
import type { TextAreaState } from './text-area-state.ts';
import { textWindow } from './text-window.ts';

/** Sizes are cells. */
export interface TextAreaProps {
  readonly state: TextAreaState;
  readonly width: number;
  readonly height: number;
  /** Whether it shows the cursor; true when left out. */
  readonly focused?: boolean | undefined;
}

/** A field of many lines that scrolls to its cursor. Its owner feeds the keys to `textAreaReducer`. */
export function TextArea({ state, width, height, focused = true }: TextAreaProps): ReactNode {
  const top = useRef(0);
  top.current = scrolledTo(state.row, top.current, height);
  return (
    <Box flexDirection="column" width={width} height={height}>
      {state.lines.slice(top.current, top.current + height).map((line, index) => (
        <AreaLine
          // biome-ignore lint/suspicious/noArrayIndexKey: a line of the window is its place
          key={index}
          line={line}
          cursor={focused && top.current + index === state.row ? state.cursor : null}
          width={width}
        />
      ))}
    </Box>
  );
}

function AreaLine(props: {
  readonly line: string;
  readonly cursor: number | null;
  readonly width: number;
}): ReactNode {
  // A line that is empty still takes its row.
  if (props.cursor === null) return <Text>{cut(sanitize(props.line), props.width) || ' '}</Text>;
  const { before, at, after } = textWindow(props.line, props.cursor, props.width);
  return (
    <Text wrap="truncate">
      {before}
      <Text inverse>{at}</Text>
      {after}
    </Text>
  );
}

/** The first line in view: the former one, moved as little as the cursor needs. */
function scrolledTo(row: number, top: number, height: number): number {
  return Math.max(0, Math.min(row, Math.max(top, row - height + 1)));
}
