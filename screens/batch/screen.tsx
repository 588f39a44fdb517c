import { Box } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../../components/pane.tsx';
import { useSource } from '../use-row.ts';
import { batchSource } from './source.ts';

/** One batch: how it stands, where it turned bad, what went wrong, and its runs. */
export function BatchScreen(): ReactNode {
  const source = useSource(batchSource);
  return (
    <Box flexDirection="column" flexGrow={1}>
      <Pane id="batch" source={source} grow={1} />
    </Box>
  );
}
