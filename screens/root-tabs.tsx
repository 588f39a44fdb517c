import { Box, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { type Tab, TabBar } from '../components/tab-bar.tsx';
import { displayKey } from '../src/keys/hints.ts';
import { keysOf, matchCommand } from '../src/keys/match.ts';
import type { ConsoleState } from '../src/store/console-state.ts';
import { currentPlace } from '../src/store/places.ts';
import { useConsole, useParts, useUi } from './console-provider.tsx';
import type { ConsoleParts } from './parts.ts';

/** Narrower than this, only the active tab shows its name. */
const allTabsWidth = 72;
/** In a lower terminal a screen that was opened from another one needs the row more than the tabs do. */
export const rowsForRootTabs = 20;

/** The root screens, the one that the user is in or came from marked. */
export function RootTabs(): ReactNode {
  const parts = useParts();
  const { columns, rows } = useWindowSize();
  const isRoot = useConsole(({ places }) => places.stack.length === 1);
  // Tabs come with their screens, which are loaded behind the first frame.
  useUi((state) => state.isLoaded);
  useUi((state) => state.settingsVersion);
  // One text: a new array with every change would draw the tabs anew each time.
  const labels = useConsole((state) =>
    rootTabs(parts, state)
      .map(({ id, label }) => id + label)
      .join('\n'),
  );
  const active = useConsole((state) => activeTab(parts, state));
  if (rows < rowsForRootTabs && !isRoot) return null;
  const tabs = labels.split('\n').map((label): Tab => {
    const [id, whole] = [label.slice(0, 1), label.slice(1)];
    return { id, label: columns < allTabsWidth && id !== active ? (whole.split(' ')[0] ?? id) : whole };
  });
  return (
    <Box height={1} flexShrink={0}>
      <TabBar tabs={active === '?' ? [...tabs, helpTab] : tabs} active={active} />
    </Box>
  );
}

const helpTab = { id: '?', label: '? Help' };

function rootTabs(parts: ConsoleParts, state: ConsoleState): readonly Tab[] {
  return parts.screens
    .all()
    .flatMap(({ root }) =>
      root === undefined ? [] : [{ id: root.key, label: `${keyNow(parts, root.key)} ${root.label(state)}` }],
    );
}

/** The key that leads to a tab now: the user may have given its command another one. */
function keyNow(parts: ConsoleParts, key: string): string {
  const command = matchCommand(key, ['everywhere']);
  const now = command === null ? key : keysOf(command, parts.keys().overrides)[0];
  return displayKey(now ?? key);
}

function activeTab(parts: ConsoleParts, { places }: ConsoleState): string {
  if (currentPlace(places).screen === 'help') return helpTab.id;
  return parts.screens.of(places.stack[0].screen)?.root?.key ?? '';
}
