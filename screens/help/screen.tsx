import { Box } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../../components/pane.tsx';
import { Rule } from '../rule.tsx';
import { useSource } from '../use-row.ts';
import { helpSource } from './source.ts';

/** The keys of the screen below. */
export function HelpScreen(): ReactNode {
  const help = useSource(helpSource);
  return (
    <Box flexDirection="column" flexGrow={1}>
      <Rule />
      <Pane id="help" source={help} grow={1} />
    </Box>
  );
}
