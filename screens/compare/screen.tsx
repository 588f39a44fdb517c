import { Box } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../../components/pane.tsx';
import type { ConsoleState } from '../../src/store/console-state.ts';
import type { Row } from '../../src/terminal/row.ts';
import { Rule } from '../rule.tsx';
import { shortId } from '../run-text.ts';
import { useRow, useSource } from '../use-row.ts';
import { comparePane } from './pane.ts';

/** Two runs compared. */
export function CompareScreen(): ReactNode {
  const path = useRow(pathRow);
  const text = useSource(comparePane.source);
  return (
    <Box flexDirection="column" flexGrow={1}>
      <Pane id="path" source={path} height={1} />
      <Rule />
      <Pane id="comparison" source={text} grow={1} />
    </Box>
  );
}

function pathRow({ comparison }: ConsoleState): Row {
  const ids = [comparison?.withId, comparison?.runId].map((id) => shortId(id ?? ''));
  return {
    spans: [
      { text: ' Compare ', style: 'dim' },
      { text: ids.join(' with '), style: 'strong' },
    ],
  };
}
