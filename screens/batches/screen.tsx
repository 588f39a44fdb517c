import { Box } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../../components/pane.tsx';
import { itemListSource } from '../item-list-view.ts';
import type { ConsoleParts } from '../parts.ts';
import { Rule } from '../rule.tsx';
import { useRow, useSource } from '../use-row.ts';
import { batchesHeadRow, batchesView } from './view.ts';

const source = (parts: ConsoleParts) => itemListSource(parts, batchesView);

/** The batches, newest first. */
export function BatchesScreen(): ReactNode {
  const head = useRow(batchesHeadRow);
  const list = useSource(source);
  return (
    <Box flexDirection="column" flexGrow={1}>
      <Pane id="batches-head" source={head} height={1} />
      <Rule />
      <Pane id="batches" source={list} grow={1} />
    </Box>
  );
}
