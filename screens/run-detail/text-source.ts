import { patchDetail } from '../../src/store/console-state.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import type { StopRow } from '../stop-row.ts';
import { textPane } from '../text-pane.ts';
import { textTabRows } from './text-view.ts';

/** The pane of the tabs that show a text. */
export const {
  source: textSource,
  commands: textCommands,
  stopShown,
} = textPane(
  rowsOf,
  ({ detail }) => ({ top: detail?.textTop ?? 0, stop: detail?.stop ?? null }),
  (parts, { top, stop }) => {
    const { detail } = stateOf(parts);
    if (detail !== null) patchDetail(parts.model.store, detail.runId, { textTop: top, stop });
  },
);

function rowsOf(parts: ConsoleParts, width: number): readonly StopRow[] {
  const { detail } = stateOf(parts);
  return detail === null ? [] : textTabRows(parts, detail, width);
}
