import { failureRow, shownGroups } from '../../src/store/failures-state.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { windowTop } from '../window-top.ts';
import { failureCodes } from './codes.ts';
import { emptyFailures, failureRowOf, failuresHeading, oldestOf, shownFailures } from './view.ts';

/** The groups of failures: only the rows in view are made. */
export function failuresSource(parts: ConsoleParts): PaneSource {
  let top = 0;
  return {
    rows(width, height) {
      const state = stateOf(parts);
      const now = parts.model.clock.now();
      const body = Math.max(1, height - 1);
      parts.model.heights.list = body;
      const groups = shownGroups(state.failures, now);
      if (groups.length === 0) return emptyFailures(state, width);
      const cursor = failureRow(state.failures, groups);
      top = windowTop(top, cursor, groups.length, body);
      const look = {
        width,
        now,
        codes: failureCodes(parts.model),
        all: shownFailures(groups),
        from: oldestOf(groups, now),
      };
      return [
        failuresHeading(width, state.failures.order),
        ...groups
          .slice(top, top + body)
          .map((group, index) => failureRowOf(group, { ...look, selected: top + index === cursor })),
      ];
    },
  };
}
