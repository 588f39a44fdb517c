import { shownTargets, targetAtCursor, targetRow } from '../../src/store/targets-state.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { textRow } from '../../src/terminal/row.ts';
import { type FactsView, factsPane } from '../facts-pane.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { windowTop } from '../window-top.ts';
import { targetDetailRows } from './detail-view.ts';
import { emptyTargetsRows, targetRows, targetsHeading } from './view.ts';

export function targetsSource(parts: ConsoleParts): PaneSource {
  let top = 0;
  return {
    rows(width, height) {
      const state = stateOf(parts);
      const { targets, connection } = state;
      const body = Math.max(1, height - 1);
      parts.model.heights.list = body;
      const count = shownTargets(targets).length;
      if (count === 0) return [textRow(''), ...emptyTargetsRows(targets, connection.phase === 'ready')];
      top = windowTop(top, targetRow(targets), count, body);
      return [targetsHeading(targets), ...targetRows(state, width, body, top)];
    },
  };
}

/** What is known of the target under the cursor. */
export const targetFacts: FactsView = {
  screen: 'targets',
  idOf: (parts) => targetAtCursor(stateOf(parts).targets)?.target ?? null,
  rows: (parts, width) => targetDetailRows(stateOf(parts), width, parts.model.clock.now()),
};

export function targetDetailSource(parts: ConsoleParts): PaneSource {
  return factsPane(parts, targetFacts);
}
