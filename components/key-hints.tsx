import { Text } from 'ink';
import type { ReactNode } from 'react';
import { fitHints, hintGap, type KeyHint } from './fit-hints.ts';
import { textStyle } from './theme.ts';

/** The footer: keys and what they do, as many as fit into `width` cells. One line. */
export function KeyHints(props: {
  readonly hints: readonly KeyHint[];
  readonly width: number;
  /** The key of a hint that others make room for. */
  readonly always?: string | undefined;
}): ReactNode {
  return (
    <Text wrap="truncate">
      {fitHints(props.hints, props.width, props.always).map((hint, index) => (
        <Text key={hint.key}>
          {' '.repeat(index === 0 ? 0 : hintGap)}
          <Text {...textStyle('strong')}>{hint.key}</Text>
          <Text {...textStyle('dim')}>{` ${hint.label}`}</Text>
        </Text>
      ))}
    </Text>
  );
}
