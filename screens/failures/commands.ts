import {
  completeFailureFilter,
  emptyFailureFilter,
  parseFailureFilter,
} from '../../src/store/failure-filter.ts';
import { failureOrders, failureRow, type ShownGroup, shownGroups } from '../../src/store/failures-state.ts';
import { patchFailures } from '../../src/store/read-failures.ts';
import { exportRuns } from '../batch/export-runs.ts';
import { copyText } from '../copy-text.ts';
import { movement } from '../movement.ts';
import { goBackOrLeave, open } from '../navigate.ts';
import { type ConsoleParts, type ScreenCommands, stateOf } from '../parts.ts';
import { openPrompt } from '../prompt.ts';
import { always } from '../screen-command.ts';
import { failureActingCommands } from './acting.ts';

export const failuresCommands: ScreenCommands = {
  ...movement((parts) => parts.model.heights.list, moveCursor),
  ...failureActingCommands(groupUnderCursor),
  open: always((parts) => {
    const shown = groupUnderCursor(parts);
    if (shown === null) return;
    // Bound, so that the way back leads to the same group.
    moveCursor(parts, 0);
    open(parts, { screen: 'failure', fingerprint: shown.group.hash });
  }),
  back: always((parts) => {
    if (stateOf(parts).failures.filterText === '') goBackOrLeave(parts, 'back');
    else filterFailures(parts, '');
  }),
  filter: always((parts) => {
    const { filterText } = stateOf(parts).failures;
    openPrompt(
      parts,
      {
        sign: '/',
        placeholder: 'words, target:…  since:2h  batch:…',
        complete: (text) => completeFailureFilter(text, targetsOf(parts)),
        accept: (text) => filterFailures(parts, text),
      },
      filterText === '' ? '' : `${filterText} `,
    );
  }),
  sort: always((parts) => {
    const { order } = stateOf(parts).failures;
    const next = failureOrders[(failureOrders.indexOf(order) + 1) % failureOrders.length] ?? 'count';
    patchFailures(parts.model, { order: next });
  }),
  export: always((parts) => {
    const runs = groupsOf(parts).flatMap((shown) => shown.runs);
    const { filterText } = stateOf(parts).failures;
    exportRuns(parts, 'failures', runs, filterText === '' ? 'all loaded' : 'as filtered');
  }),
  copy: always((parts) => {
    const shown = groupUnderCursor(parts);
    if (shown !== null) copyText(parts, shown.group.fingerprint, 'the fingerprint');
  }),
};

/** Filters the groups. Answers what is wrong with the text, null when nothing is. */
export function filterFailures(parts: ConsoleParts, text: string): string | null {
  const filter = text.trim() === '' ? emptyFailureFilter : parseFailureFilter(text);
  if (typeof filter === 'string') return filter;
  patchFailures(parts.model, { filter, filterText: text.trim() });
  return null;
}

function groupsOf(parts: ConsoleParts): readonly ShownGroup[] {
  return shownGroups(stateOf(parts).failures, parts.model.clock.now());
}

function groupUnderCursor(parts: ConsoleParts): ShownGroup | null {
  const groups = groupsOf(parts);
  return groups[failureRow(stateOf(parts).failures, groups)] ?? null;
}

function moveCursor(parts: ConsoleParts, delta: number): void {
  const groups = groupsOf(parts);
  const wanted = failureRow(stateOf(parts).failures, groups) + delta;
  const row = Math.max(0, Math.min(wanted, groups.length - 1));
  patchFailures(parts.model, { cursorHash: groups[row]?.group.hash ?? null, cursorRow: row });
}

function targetsOf(parts: ConsoleParts): readonly string[] {
  return [...new Set(groupsOf(parts).flatMap(({ group }) => [...group.targets.keys()]))];
}
