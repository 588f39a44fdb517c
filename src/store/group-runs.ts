import { fingerprintHash } from '../model/fingerprint.ts';
import type { ConsoleModel } from './console-model.ts';
import { patchSlice } from './console-state.ts';
import { filterRuns } from './filter-runs.ts';
import { termText } from './filter-terms.ts';
import type { Grouping, RunGroup } from './run-groups.ts';
import type { GroupsShown } from './runs-state.ts';
import { sortedRowOf } from './sorted-rows.ts';

/** The row of the cursor in the groups; -1 when there are none. */
export function groupRow({ groups, cursorName, cursorRow }: GroupsShown): number {
  const { entries } = groups.rows;
  const row = cursorName === null ? -1 : sortedRowOf(groups.rows, cursorName);
  return row >= 0 ? row : Math.min(cursorRow, entries.length - 1);
}

export function groupAt({ groups }: GroupsShown, row: number): RunGroup | undefined {
  return groups.byName.get(groups.rows.entries[row]?.id ?? '');
}

export function moveGroupCursor(model: ConsoleModel, delta: number): void {
  const { groups: shown } = model.store.getState().runs;
  if (shown === null) return;
  const last = shown.groups.rows.entries.length - 1;
  const row = Math.max(0, Math.min(groupRow(shown) + delta, last));
  const cursorName = groupAt(shown, row)?.name ?? null;
  patchSlice(model.store, 'runs', { groups: { ...shown, cursorName, cursorRow: row } });
}

/** Shows the runs of the group under the cursor. Esc leads back to the groups. */
export function openGroup(model: ConsoleModel): void {
  const { runs } = model.store.getState();
  const shown = runs.groups;
  const group = shown === null ? undefined : groupAt(shown, groupRow(shown));
  if (shown === null || group === undefined) return;
  const { by } = shown.groups;
  const { filterText, view } = runs;
  model.arranger.group(null);
  filterRuns(model, `${filterText} ${termOfGroup(by, group.name)}`.trim());
  patchSlice(model.store, 'runs', {
    cameFrom: { filterText, view, grouping: by, groupName: group.name },
    cursorId: null,
    cursorRow: 0,
  });
}

/**
 * Back from the runs of a group to the groups, and from groups to all runs.
 * @returns false when no groups are shown nor were
 */
export function closeGroup(model: ConsoleModel): boolean {
  const { cameFrom, groups } = model.store.getState().runs;
  if (groups !== null) {
    model.arranger.group(null);
    return true;
  }
  if (cameFrom === null) return false;
  filterRuns(model, cameFrom.filterText);
  patchSlice(model.store, 'runs', { view: cameFrom.view });
  model.arranger.group(cameFrom.grouping);
  const shown = model.store.getState().runs.groups;
  if (shown !== null) {
    patchSlice(model.store, 'runs', { groups: { ...shown, cursorName: cameFrom.groupName } });
  }
  return true;
}

/** The condition that the runs of a group fulfil and no others. */
function termOfGroup(by: Grouping, name: string): string {
  if (by === 'failure') return termText('fingerprint', fingerprintHash(name));
  if (name === '') return `-${by}:/./`;
  return termText(by, name);
}
