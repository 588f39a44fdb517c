import { Box, useWindowSize } from 'ink';
import type { ReactNode } from 'react';
import { Pane } from '../../components/pane.tsx';
import { useConsole } from '../console-provider.tsx';
import { useSource } from '../use-row.ts';
import { Divider } from './divider.tsx';
import { eventsSource, logSource, wholeSource } from './sources.ts';

/** From this many columns on, events and log stand side by side. */
const sideBySide = 100;
/** In fewer rows only the focused pane is shown. */
const twoPanes = 24;
/** From this many rows on, the selected event is shown without being asked for. */
const roomForEvent = 30;
/** In fewer rows what is shown whole has all the room. */
const roomBesidesWhole = 20;

/** The tab of events and log: side by side, one above the other, or only the focused one. */
export function LivePanes(): ReactNode {
  const { columns, rows } = useWindowSize();
  const pane = useConsole((state) => state.detail?.pane ?? 'log');
  const isZoomed = useConsole((state) => state.detail?.isZoomed === true);
  const isWhole = useConsole((state) => state.detail?.logPane.isWhole === true);
  const hasEvent = useConsole(
    ({ detail }) => detail?.pane === 'events' && detail.eventsPane.view.cursor !== null,
  );
  const whole = useSource(wholeSource);
  if (isWhole && (isZoomed || rows < roomBesidesWhole)) return <Pane id="whole" source={whole} grow={1} />;
  const wholeHeight = isWhole ? Math.floor(rows * 0.4) : hasEvent && rows >= roomForEvent ? 4 : 0;
  return (
    <Box flexDirection="column" flexGrow={1}>
      {isZoomed || rows < twoPanes ? (
        <OnePane pane={pane} key={pane} />
      ) : (
        <BothPanes isWide={columns >= sideBySide} />
      )}
      {wholeHeight === 0 ? null : <Pane id="whole" source={whole} height={wholeHeight} />}
    </Box>
  );
}

function OnePane({ pane }: { readonly pane: 'events' | 'log' }): ReactNode {
  const source = useSource(pane === 'log' ? logSource : eventsSource);
  return <Pane id={pane} source={source} grow={1} />;
}

function BothPanes({ isWide }: { readonly isWide: boolean }): ReactNode {
  const events = useSource(eventsSource);
  const log = useSource(logSource);
  return (
    <Box flexDirection={isWide ? 'row' : 'column'} flexGrow={1}>
      <Pane id="events" source={events} grow={2} />
      {isWide ? <Divider /> : null}
      <Pane id="log" source={log} grow={3} />
    </Box>
  );
}
