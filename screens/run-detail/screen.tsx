import { Box, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../../components/pane.tsx';
import { TabBar } from '../../components/tab-bar.tsx';
import { useConsole } from '../console-provider.tsx';
import { jsonSource } from '../json/source.ts';
import type { ConsoleParts } from '../parts.ts';
import { Rule } from '../rule.tsx';
import { useRow, useSource } from '../use-row.ts';
import { documentPane, isDocumentTab } from './documents.ts';
import { originRow, pathRow, runHeadRow } from './head-view.ts';
import { LivePanes } from './live-panes.tsx';
import { tabsFor } from './tabs.ts';
import { textSource } from './text-source.ts';
import { timelineRow } from './timeline-view.ts';
import { whyBandRow } from './why-band.ts';

/** Rows of the terminal from which the lines of the head are shown: the pane needs its room, too. */
const rowsForOrigin = 20;
const rowsForWhy = 18;
const rowsForTimeline = 26;

/** One run: what it is, and below that the tab. */
export function RunDetailScreen(): ReactNode {
  const path = useRow(pathRow);
  const head = useRow(runHeadRow);
  const origin = useRow(originRow);
  const why = useRow(whyBandRow);
  const timeline = useRow(timelineRow);
  const { rows } = useWindowSize();
  return (
    <Box flexDirection="column" flexGrow={1}>
      <Pane id="path" source={path} height={1} />
      <Pane id="run-head" source={head} height={1} />
      {rows >= rowsForOrigin ? <Pane id="run-origin" source={origin} height={1} /> : null}
      <Tabs />
      {rows >= rowsForWhy ? <Pane id="why-band" source={why} height={1} /> : null}
      {rows >= rowsForTimeline ? <Pane id="timeline" source={timeline} height={1} /> : null}
      <Rule />
      <TabPane />
    </Box>
  );
}

function Tabs(): ReactNode {
  const tab = useConsole(({ detail }) => detail?.tab ?? 'overview');
  const attempts = useConsole(({ detail }) => detail?.attempts?.length ?? null);
  const children = useConsole(({ detail }) => detail?.children.runs.length ?? null);
  const { columns } = useWindowSize();
  return (
    <Box height={1} flexShrink={0}>
      <TabBar tabs={tabsFor(columns, tab, { attempts, children })} active={tab} />
    </Box>
  );
}

function TabPane(): ReactNode {
  const tab = useConsole(({ detail }) => detail?.tab ?? 'overview');
  const text = useSource(textSource);
  const json = useSource(documentSource);
  if (tab === 'live') return <LivePanes />;
  return isDocumentTab(tab) ? (
    <Pane id="json" source={json} grow={1} />
  ) : (
    <Pane id="text" source={text} grow={1} />
  );
}

function documentSource(parts: ConsoleParts) {
  return jsonSource(parts, documentPane);
}
