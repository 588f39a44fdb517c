import { Box, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../../components/pane.tsx';
import { useConsole } from '../console-provider.tsx';
import { useSource } from '../use-row.ts';
import { Divider } from './divider.tsx';
import { eventsSource, logSource } from './sources.ts';

/** From this many columns on, events and log stand side by side. */
const sideBySide = 100;

/** Events and log; in a small window only the one that has the focus. */
export function LivePanes(): ReactNode {
  const { columns, rows } = useWindowSize();
  const pane = useConsole((state) => state.detail?.pane ?? 'log');
  const events = useSource(eventsSource);
  const log = useSource(logSource);
  const isWide = columns >= sideBySide;
  if (rows < 20 && !isWide) {
    return pane === 'log' ? (
      <Pane id="log" source={log} grow={1} />
    ) : (
      <Pane id="events" source={events} grow={1} />
    );
  }
  return (
    <Box flexDirection={isWide ? 'row' : 'column'} flexGrow={1}>
      <Pane id="events" source={events} grow={2} />
      {isWide ? <Divider /> : null}
      <Pane id="log" source={log} grow={3} />
    </Box>
  );
}
