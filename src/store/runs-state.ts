import type { RunFilter } from '../model/run.ts';
import type { StatusCounts } from '../model/run-status.ts';
import type { Problem } from './problem.ts';
import { createRunList, type RunList } from './run-list.ts';

/** The runs screen. `list` and `viewport` change in place; `version` grows when `list` does. */
export interface RunsState {
  readonly list: RunList;
  readonly version: number;
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly problem: Problem | null;
  readonly filterText: string;
  readonly filter: RunFilter;
  /** How many runs match, as the server counts; null when it does not tell or nothing filters. */
  readonly matching: number | null;
  /** Of all runs of the project, as the server counts; null when it does not tell. */
  readonly counts: StatusCounts | null;
  readonly nextCursor: string | null;
  readonly loadingMore: boolean;
  /** The run that the cursor stays with when rows move; null while it stays with the newest. */
  readonly cursorId: string | null;
  /** Where the cursor was, for when its run leaves the list. */
  readonly cursorRow: number;
  readonly clockTime: boolean;
}

export function emptyRuns(): RunsState {
  return {
    list: createRunList(),
    version: 0,
    phase: 'loading',
    problem: null,
    filterText: '',
    filter: {},
    matching: null,
    counts: null,
    nextCursor: null,
    loadingMore: false,
    cursorId: null,
    cursorRow: 0,
    clockTime: false,
  };
}
