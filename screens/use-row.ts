import { useMemo } from 'react';
import type { ConsoleState } from '../src/store/console-state.ts';
import type { PaneSource } from '../src/terminal/compositor.ts';
import type { Row } from '../src/terminal/row.ts';
import { useParts } from './console-provider.tsx';
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
  return useMemo(() => make(parts), [parts, make]);
}
