import { type ConsoleStore, patchSlice } from './console-state.ts';
import { rebindCursor } from './list-cursor.ts';
import { parseFilter } from './run-filter.ts';
import { dropRun, oldestRun } from './run-list.ts';

const relative = /(?:^|\s)since:\d+[smhd](?=\s|$)/;

/** True when the filter of the runs has a beginning that moves with the clock, as `since:2h`. */
export function hasMovingSince(filterText: string): boolean {
  return relative.test(filterText);
}

/** Moves the beginning of `since:2h` to where it is by now; what is older leaves the list. */
export function slideSince(store: ConsoleStore, now: number): void {
  const { runs } = store.getState();
  const parsed = parseFilter(runs.filterText, now);
  const since = parsed.query?.filter.since;
  if (parsed.problem !== undefined || since === undefined) return;
  const isAsked = runs.filter === runs.query.filter;
  const { list } = runs;
  if (isAsked) {
    for (let run = oldestRun(list); run !== undefined && run.createdAt < since; run = oldestRun(list)) {
      dropRun(list, run.id);
    }
  }
  const { query } = parsed;
  patchSlice(store, 'runs', {
    query,
    filter: isAsked ? query.filter : runs.filter,
    version: runs.version + 1,
    ...rebindCursor(list, runs),
  });
}
