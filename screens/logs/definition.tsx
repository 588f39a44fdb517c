import { Box, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../../components/pane.tsx';
import { closeMerged, showMerged } from '../../src/store/read-merged.ts';
import { useConsole } from '../console-provider.tsx';
import { logVerbs } from '../log-pane/verbs.ts';
import type { ScreenDefinition } from '../parts.ts';
import { Rule } from '../rule.tsx';
import { useRow, useSource } from '../use-row.ts';
import { logsCommands } from './commands.ts';
import { mergedSource, runsRow, tagsRow, wholeMergedSource } from './sources.ts';
import { logsVerb } from './verbs.ts';

/** In fewer rows a line that is shown whole has all the room. */
const roomBesidesWhole = 20;

/** The logs of several runs as one. */
function LogsScreen(): ReactNode {
  const runs = useRow(runsRow);
  const tags = useRow(tagsRow);
  const lines = useSource(mergedSource);
  const whole = useSource(wholeMergedSource);
  const isWhole = useConsole((state) => state.merged?.pane.isWhole === true);
  const { rows } = useWindowSize();
  const room = rows < roomBesidesWhole ? { grow: 1 } : { height: Math.floor(rows * 0.4) };
  return (
    <Box flexDirection="column" flexGrow={1}>
      <Pane id="logs-runs" source={runs} height={1} />
      <Pane id="logs-tags" source={tags} height={1} />
      <Rule />
      {isWhole && rows < roomBesidesWhole ? null : <Pane id="logs" source={lines} grow={1} />}
      {isWhole ? <Pane id="logs-whole" source={whole} {...room} /> : null}
    </Box>
  );
}

export const logsDefinition: ScreenDefinition = {
  Screen: LogsScreen,
  commands: logsCommands,
  scopes: () => ['logs', 'log', 'list', 'everywhere'],
  verbs: [logsVerb, ...logVerbs],
  enter(parts, place) {
    if (place.screen === 'logs') showMerged(parts.model, place.runIds);
  },
  leave(parts) {
    closeMerged(parts.model);
  },
};
