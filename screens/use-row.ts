import { useMemo } from 'react';
import { isLinkLost } from '../src/store/connection-state.ts';
import type { ConsoleState } from '../src/store/console-state.ts';
import type { PaneSource } from '../src/terminal/compositor.ts';
import type { Row } from '../src/terminal/row.ts';
import { useParts } from './console-provider.tsx';
import { needsServer } from './failure-shown.ts';
import type { ConsoleParts } from './parts.ts';

/** One line of the screen from the state. `now` is epoch ms. */
export type RowView = (state: ConsoleState, width: number, now: number) => Row;

/** A pane of one line that is written anew with every paint, past React. */
export function useRow(row: RowView): PaneSource {
  const { model } = useParts();
  return useMemo(
    () => ({ rows: (width) => [row(model.store.getState(), width, model.clock.now())] }),
    [model, row],
  );
}

/** A pane source made once for this console. */
export function useSource(make: (parts: ConsoleParts) => PaneSource): PaneSource {
  const parts = useParts();
  return useMemo(() => greyWhenLost(parts, make(parts)), [parts, make]);
}

/** What a server told last is grey while the link to it is lost; screens of this machine stay as they are. */
function greyWhenLost({ model }: ConsoleParts, source: PaneSource): PaneSource {
  return {
    rows(width, height) {
      const rows = source.rows(width, height);
      const { connection, places } = model.store.getState();
      return isLinkLost(connection) && needsServer(places) ? rows.map(greyed) : rows;
    },
  };
}

function greyed(row: Row): Row {
  return { ...row, spans: row.spans.map((span) => ({ ...span, style: 'dim' })) };
}
