import { Box, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../../components/pane.tsx';
import { Rule } from '../rule.tsx';
import { useSource } from '../use-row.ts';
import { historySource } from './history-view.ts';
import { factsSource } from './source.ts';

/** One schedule: everything known of it, and what became of its slots. */
export function ScheduleScreen(): ReactNode {
  const { rows } = useWindowSize();
  const facts = useSource(factsSource);
  const runs = useSource(historySource);
  return (
    <Box flexDirection="column" flexGrow={1}>
      <Pane
        id="schedule"
        source={facts}
        height={1 + (rows < 20 ? 4 : Math.floor(rows * (rows < 30 ? 0.4 : 0.5)))}
      />
      <Rule />
      <Pane id="schedule-runs" source={runs} grow={1} />
    </Box>
  );
}
