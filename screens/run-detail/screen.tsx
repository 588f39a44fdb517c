import { Box, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../../components/pane.tsx';
import { type Tab, TabBar } from '../../components/tab-bar.tsx';
import { useConsole } from '../console-provider.tsx';
import { Rule } from '../rule.tsx';
import { useRow, useSource } from '../use-row.ts';
import { pathRow, runHeadRow } from './head-view.ts';
import { LivePanes } from './live-panes.tsx';
import { textSource } from './text-source.ts';

const tabs = [
  { id: 'overview', label: '1 Overview' },
  { id: 'live', label: '2 Live' },
  { id: 'config', label: '3 Config' },
  { id: 'output', label: '4 Output' },
  { id: 'attempts', label: '5 Attempts' },
];
/** Narrower than this, only the active tab shows its name. */
const allTabsWidth = 56;

/** One run: what it is, and below that the tab. */
export function RunDetailScreen(): ReactNode {
  const tab = useConsole((state) => state.detail?.tab ?? 'overview');
  const path = useRow(pathRow);
  const head = useRow(runHeadRow);
  const text = useSource(textSource);
  const { columns } = useWindowSize();
  return (
    <Box flexDirection="column" flexGrow={1}>
      <Pane id="path" source={path} height={1} />
      <Pane id="run-head" source={head} height={1} />
      <Box height={1} flexShrink={0}>
        <TabBar tabs={columns < allTabsWidth ? shortTabs(tab) : tabs} active={tab} />
      </Box>
      <Rule />
      {tab === 'live' ? <LivePanes /> : <Pane id="text" source={text} grow={1} />}
    </Box>
  );
}

function shortTabs(active: string): readonly Tab[] {
  return tabs.map((tab) => (tab.id === active ? tab : { id: tab.id, label: tab.label.slice(0, 1) }));
}
