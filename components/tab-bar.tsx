import { Text } from 'ink';
import type { ReactNode } from 'react';
import { textStyle } from './theme.ts';

export interface Tab {
  readonly id: string;
  readonly label: string;
}

/** The names of the views of a screen, the active one in reverse video. One line. */
export function TabBar({
  tabs,
  active,
}: {
  readonly tabs: readonly Tab[];
  readonly active: string;
}): ReactNode {
  return (
    <Text wrap="truncate">
      {tabs.map((tab) => (
        <Text key={tab.id} {...textStyle(tab.id === active ? 'selected' : 'dim')}>
          {` ${tab.label} `}
        </Text>
      ))}
    </Text>
  );
}
