import { Box } from 'ink';
import type { ReactNode } from 'react';
import { TabBar } from '../components/tab-bar.tsx';
import { currentPlace } from '../src/store/places.ts';
import { useConsole } from './console-provider.tsx';

const tabs = [
  { id: 'runs', label: '1 Runs' },
  { id: 'targets', label: '4 Targets' },
];

/** The root screens, the one that the user is in or came from marked. */
export function RootTabs(): ReactNode {
  const root = useConsole((state) => state.places.stack[0].screen);
  const screen = useConsole((state) => currentPlace(state.places).screen);
  const isHelp = screen === 'help';
  return (
    <Box height={1} flexShrink={0}>
      <TabBar tabs={isHelp ? [...tabs, helpTab] : tabs} active={isHelp ? 'help' : root} />
    </Box>
  );
}

const helpTab = { id: 'help', label: '? Help' };
