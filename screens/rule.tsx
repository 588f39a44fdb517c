import { Text, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { textStyle } from '../components/theme.ts';

/** A line across the screen. */
export function Rule(): ReactNode {
  const { columns } = useWindowSize();
  return <Text {...textStyle('dim')}>{'─'.repeat(columns)}</Text>;
}
