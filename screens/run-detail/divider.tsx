import { Box } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../../components/pane.tsx';
import { type Row, textRow } from '../../src/terminal/row.ts';

const source = {
  rows: (_width: number, height: number): readonly Row[] =>
    Array.from({ length: height }, () => textRow('│', 'dim')),
};

/** The line between two panes that stand side by side. */
export function Divider(): ReactNode {
  return (
    <Box width={1} flexShrink={0}>
      <Pane id="divider" source={source} />
    </Box>
  );
}
