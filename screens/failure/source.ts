import type { FailureGroup } from '../../src/model/failure-groups.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { groupOfHash } from '../../src/store/failures-state.ts';
import { currentPlace } from '../../src/store/places.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { textRow } from '../../src/terminal/row.ts';
import { failureCodes } from '../failures/codes.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { windowTop } from '../window-top.ts';
import { failureHeadRows, failureRunRow, failureRunsHeading } from './view.ts';

/** The group that the place on the screen names; null while it is not loaded. */
export function groupOnScreen({ places, failures }: ConsoleState): FailureGroup | null {
  const place = currentPlace(places);
  return place.screen === 'failure' ? groupOfHash(failures.groups, place.fingerprint) : null;
}

/** The row of the cursor among the runs of the group. */
export function failureRunRowOf({ failures }: ConsoleState, group: FailureGroup): number {
  const row = failures.runId === null ? -1 : group.runs.findIndex(({ id }) => id === failures.runId);
  return row >= 0 ? row : Math.min(failures.runRow, group.runs.length - 1);
}

/** One group of failures: what is known of it, and its runs. */
export function failureSource(parts: ConsoleParts): PaneSource {
  let top = 0;
  return {
    rows(width, height) {
      const state = stateOf(parts);
      const group = groupOnScreen(state);
      if (group === null) {
        const isReading = state.failures.phase === 'loading' || state.failures.phase === 'unasked';
        const text = isReading
          ? 'reading the failures…'
          : 'No failure of this kind is among those that were read.';
        return [textRow(''), textRow(`  ${text}`, 'dim')];
      }
      const now = parts.model.clock.now();
      const code = failureCodes(parts.model).of(group.fingerprint);
      const head = failureHeadRows(group, code, width, Math.max(2, Math.floor(height / 2)), now);
      const rule = height < 16 ? [] : [textRow('─'.repeat(width), 'dim')];
      const body = Math.max(1, height - head.length - rule.length - 1);
      parts.model.heights.list = body;
      const cursor = failureRunRowOf(state, group);
      top = windowTop(top, cursor, group.runs.length, body);
      const rows = group.runs
        .slice(top, top + body)
        .map((run, index) => failureRunRow(run, width, top + index === cursor, now));
      return [...head, ...rule, failureRunsHeading(width), ...rows];
    },
  };
}
