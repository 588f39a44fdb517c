import { Box } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../../components/pane.tsx';
import { useSource } from '../use-row.ts';
import { failureSource } from './source.ts';

/** One group of failures. */
export function FailureScreen(): ReactNode {
  const source = useSource(failureSource);
  return (
    <Box flexDirection="column" flexGrow={1}>
      <Pane id="failure-group" source={source} grow={1} />
    </Box>
  );
}
