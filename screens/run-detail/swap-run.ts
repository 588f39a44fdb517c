import { readMoreRuns } from '../../src/store/read-runs.ts';
import { trailPlace } from '../../src/store/trails.ts';
import { swapRun } from '../navigate.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';

/** Shows the run that many rows below this one in the list it was opened from, or says why there is none. */
export function swapBy(parts: ConsoleParts, rows: number): void {
  const { name, row, count, at, isLoaded } = trailPlace(stateOf(parts));
  const next = row < 0 ? undefined : at(row + rows);
  if (next !== undefined) swapRun(parts, next);
  else
    parts.model.store.setState({
      notice: { kind: 'info', message: whyNoRun(isLoaded ? null : name, row, rows), fix: null },
    });
  // Read before it is needed: the last run that is loaded is rarely the last one there is.
  if (isLoaded && row >= 0 && row + rows + 2 >= count) void readMoreRuns(parts.model);
}

/** @param from what it was opened from, null for the list of runs */
function whyNoRun(from: string | null, row: number, rows: number): string {
  if (row < 0 && from === null) return 'This run is not in the list of runs as it is filtered now.';
  if (row < 0) return `This run has no neighbours: it was opened over “${from}”, not from a list.`;
  return rows < 0
    ? 'This is the first run of the list.'
    : 'This is the last run of the list, or the last one loaded.';
}
