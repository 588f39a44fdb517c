import type { Attempt } from '../model/attempt.ts';
import type { RunFilter } from '../model/run.ts';
import type { StatusCounts } from '../model/run-status.ts';
import type { ListTimeMode } from '../model/time-mode.ts';
import type { Problem } from './problem.ts';
import { everyRun, type RunQuery } from './run-filter.ts';
import type { Grouping, RunGroups } from './run-groups.ts';
import { createRunList, type RunList } from './run-list.ts';
import { newestFirst, type RunSort } from './run-sort.ts';

/** The runs screen. `list`, `marks` and what is inside `groups` change in place; `version` grows when they do. */
export interface RunsState {
  readonly list: RunList;
  readonly version: number;
  readonly phase: 'loading' | 'ready' | 'failed';
  readonly problem: Problem | null;
  readonly filterText: string;
  readonly query: RunQuery;
  /** The part of the query that the server was asked for. */
  readonly filter: RunFilter;
  /** What chooses among the runs that were loaded: nothing, as the server chose already, or this console. */
  readonly matchedBy: 'server' | 'console';
  readonly sort: RunSort;
  /** Rows or groups are being put in order. */
  readonly arranging: boolean;
  /** The saved view that is shown; null after any change of it. */
  readonly view: string | null;
  readonly groups: GroupsShown | null;
  /** What Esc goes back to from the runs of one group. */
  readonly cameFrom: CameFrom | null;
  /** How many runs match, as the server counts; null when it does not tell or nothing filters. */
  readonly matching: number | null;
  /** Of all runs of the project, as the server counts; null when it does not tell. */
  readonly counts: StatusCounts | null;
  readonly nextCursor: string | null;
  readonly loadingMore: boolean;
  /** Ids of the runs that are marked. */
  readonly marks: Set<string>;
  /** Where a range of marks begins; null while there is none. */
  readonly rangeFrom: string | null;
  /** Pages are read so that all runs that match can be marked. */
  readonly markingAll: boolean;
  /** The run that the cursor stays with when rows move; null while it stays with the first row. */
  readonly cursorId: string | null;
  /** Where the cursor was, for when its run leaves the list. */
  readonly cursorRow: number;
  /** Null: as the settings say. */
  readonly time: ListTimeMode | null;
  /** More columns, at the cost of the last one. */
  readonly isWide: boolean;
  readonly preview: PreviewState | null;
}

/** Groups in place of runs. */
export interface GroupsShown {
  readonly groups: RunGroups;
  /** The name of the group under the cursor; null while nobody has moved it. */
  readonly cursorName: string | null;
  readonly cursorRow: number;
}

export interface CameFrom {
  readonly filterText: string;
  readonly view: string | null;
  readonly grouping: Grouping;
  readonly groupName: string;
}

/** What is shown of the run under the cursor below or beside the list, beyond its record. */
export interface PreviewState {
  /** The run that the rest is of; null before the first answer. */
  readonly runId: string | null;
  /** The last lines of its log that have a word in them, as `src/model/log.ts` writes them; none where it can't be read. */
  readonly logLines: readonly string[];
  readonly attempts: readonly Attempt[] | null;
}

export function emptyRuns(): RunsState {
  return {
    list: createRunList(),
    version: 0,
    phase: 'loading',
    problem: null,
    filterText: '',
    query: everyRun,
    filter: {},
    matchedBy: 'server',
    sort: newestFirst,
    arranging: false,
    view: null,
    groups: null,
    cameFrom: null,
    matching: null,
    counts: null,
    nextCursor: null,
    loadingMore: false,
    marks: new Set(),
    rangeFrom: null,
    markingAll: false,
    cursorId: null,
    cursorRow: 0,
    time: null,
    isWide: false,
    preview: null,
  };
}
