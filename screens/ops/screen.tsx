import { Box, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../../components/pane.tsx';
import { itemAtCursor } from '../../src/store/item-list.ts';
import { entryId } from '../../src/store/ops.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { itemListSource } from '../item-list-view.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { Rule } from '../rule.tsx';
import { useSource } from '../use-row.ts';
import { opsDetailRows, opsView } from './view.ts';

/** What was done from here, and how each thing of the action under the cursor went. */
export function OpsScreen(): ReactNode {
  const { rows } = useWindowSize();
  const list = useSource(listSource);
  const detail = useSource(detailSource);
  return (
    <Box flexDirection="column" flexGrow={1}>
      <Rule />
      <Pane id="ops" source={list} grow={1} />
      <Rule />
      <Pane id="op" source={detail} height={Math.max(4, Math.floor(rows / 3))} />
    </Box>
  );
}

function listSource(parts: ConsoleParts): PaneSource {
  return itemListSource(parts, opsView);
}

function detailSource(parts: ConsoleParts): PaneSource {
  return {
    rows(_, height) {
      const state = stateOf(parts);
      return opsDetailRows(state, itemAtCursor(state.ops, entryId), height);
    },
  };
}
