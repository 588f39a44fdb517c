import { Box } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../../components/pane.tsx';
import { Rule } from '../rule.tsx';
import { useRow, useSource } from '../use-row.ts';
import { countsRow, shownRow } from './counts-view.ts';
import { runsSource } from './list-source.ts';

/** The runs: how many are in which status, and the list of those that match. */
export function RunsScreen(): ReactNode {
  const list = useSource(runsSource);
  const counts = useRow(countsRow);
  const shown = useRow(shownRow);
  return (
    <Box flexDirection="column" flexGrow={1}>
      <Pane id="counts" source={counts} height={1} />
      <Pane id="shown" source={shown} height={1} />
      <Rule />
      <Pane id="runs" source={list} grow={1} />
    </Box>
  );
}
