import { Box } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../../components/pane.tsx';
import { Rule } from '../rule.tsx';
import { useRow, useSource } from '../use-row.ts';
import { failuresSource } from './source.ts';
import { failuresHeadRow } from './view.ts';

/** What went wrong lately, grouped by fingerprint. */
export function FailuresScreen(): ReactNode {
  const head = useRow(failuresHeadRow);
  const list = useSource(failuresSource);
  return (
    <Box flexDirection="column" flexGrow={1}>
      <Pane id="failures-head" source={head} height={1} />
      <Rule />
      <Pane id="failures" source={list} grow={1} />
    </Box>
  );
}
