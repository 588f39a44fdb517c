import { Box, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../../components/pane.tsx';
import { Rule } from '../rule.tsx';
import { useSource } from '../use-row.ts';
import { targetDetailSource, targetsSource } from './sources.ts';

/** The targets of the project, and what is known of the one under the cursor. */
export function TargetsScreen(): ReactNode {
  const { rows } = useWindowSize();
  const list = useSource(targetsSource);
  const detail = useSource(targetDetailSource);
  return (
    <Box flexDirection="column" flexGrow={1}>
      <Rule />
      <Pane id="targets" source={list} grow={1} />
      <Pane id="target" source={detail} height={1 + (rows < 20 ? 5 : Math.floor(rows * 0.45))} />
    </Box>
  );
}
