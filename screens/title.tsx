import { Box } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../components/pane.tsx';
import { LinkBand } from './link-band.tsx';
import { RootTabs } from './root-tabs.tsx';
import { titleRow } from './title-view.ts';
import { useRow } from './use-row.ts';

/** The first lines of every screen: whom the console talks to, where the user is, and what is wrong with the link. */
export function Title(): ReactNode {
  const title = useRow(titleRow);
  return (
    <Box flexDirection="column" flexShrink={0}>
      <Pane id="title" source={title} height={1} />
      <RootTabs />
      <LinkBand />
    </Box>
  );
}
