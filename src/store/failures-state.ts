import { type FailureGroup, type FailureGroups, firstAt, lastAt, noGroups } from '../model/failure-groups.ts';
import type { LastLook } from '../model/last-look.ts';
import type { SlimRun } from '../model/slim-run.ts';
import { emptyFailureFilter, type FailureFilter, matchesFailure } from './failure-filter.ts';
import type { Problem } from './problem.ts';

export const failureOrders = ['count', 'last', 'first'] as const;
export type FailureOrder = (typeof failureOrders)[number];

/** The newest failures, by what went wrong. `groups` changes in place; `version` grows when it does. */
export interface FailuresState {
  readonly groups: FailureGroups;
  readonly version: number;
  readonly phase: 'unasked' | 'loading' | 'ready' | 'failed';
  readonly problem: Problem | null;
  /** Only the newest page was asked for: enough to tell that something is new. */
  readonly isGlance: boolean;
  /** There are older failures on the server, which were not read. */
  readonly hasOlder: boolean;
  /** Epoch ms of the newest answer. */
  readonly readAt: number | null;
  readonly filterText: string;
  readonly filter: FailureFilter;
  readonly order: FailureOrder;
  /** Hash of the group under the cursor. */
  readonly cursorHash: string | null;
  readonly cursorRow: number;
  /** The run under the cursor on the screen of one group. */
  readonly runId: string | null;
  readonly runRow: number;
  /** What was seen before; undefined while that is not known, null when nobody has looked yet. */
  readonly look: LastLook | null | undefined;
}

export function noFailures(): FailuresState {
  return {
    groups: noGroups(),
    version: 0,
    phase: 'unasked',
    problem: null,
    isGlance: true,
    hasOlder: false,
    readAt: null,
    filterText: '',
    filter: emptyFailureFilter,
    order: 'count',
    cursorHash: null,
    cursorRow: 0,
    runId: null,
    runRow: 0,
    look: undefined,
  };
}

/** A group as the list shows it: those of its runs that the filter lets through. */
export interface ShownGroup {
  readonly group: FailureGroup;
  /** Newest first. */
  readonly runs: readonly SlimRun[];
  readonly firstAt: number;
  readonly lastAt: number;
  readonly isNew: boolean;
}

const shown = new WeakMap<FailuresState, readonly ShownGroup[]>();

/** The groups that match the filter, in the order asked for. Made once for each state. @param now epoch ms */
export function shownGroups(state: FailuresState, now: number): readonly ShownGroup[] {
  const known = shown.get(state);
  if (known !== undefined) return known;
  const groups = [...state.groups.byPrint.values()].flatMap((group) => shownGroup(state, group, now));
  const sorted = groups.sort(compareBy[state.order]);
  shown.set(state, sorted);
  return sorted;
}

const byLast = (left: ShownGroup, right: ShownGroup) => right.lastAt - left.lastAt;

const compareBy: Readonly<Record<FailureOrder, (left: ShownGroup, right: ShownGroup) => number>> = {
  count: (left, right) => right.runs.length - left.runs.length || byLast(left, right),
  last: byLast,
  first: (left, right) => right.firstAt - left.firstAt || byLast(left, right),
};

function shownGroup(state: FailuresState, group: FailureGroup, now: number): readonly ShownGroup[] {
  const { filter, look } = state;
  const isNew = isNewGroup(look, group);
  if (filter === emptyFailureFilter) {
    return [{ group, runs: group.runs, firstAt: firstAt(group), lastAt: lastAt(group), isNew }];
  }
  const runs = group.runs.filter((run) => matchesFailure(run, filter, now));
  const last = runs[0];
  if (last === undefined) return [];
  return [{ group, runs, firstAt: runs.at(-1)?.changedAt ?? 0, lastAt: last.changedAt, isNew }];
}

/** Not seen at the last look. Before the first look nothing is new: there is nothing to compare with. */
function isNewGroup(look: LastLook | null | undefined, group: FailureGroup): boolean {
  return look != null && !seenOf(look).has(group.hash);
}

const seen = new WeakMap<LastLook, ReadonlySet<string>>();

function seenOf(look: LastLook): ReadonlySet<string> {
  const known = seen.get(look) ?? new Set(look.seen);
  seen.set(look, known);
  return known;
}

/** How many fingerprints were not there at the last look, whatever the filter. */
export function countNew({ groups, look }: FailuresState): number {
  let count = 0;
  for (const group of groups.byPrint.values()) if (isNewGroup(look, group)) count++;
  return count;
}

/** The row of the cursor; -1 in an empty list. */
export function failureRow(state: FailuresState, groups: readonly ShownGroup[]): number {
  const row = groups.findIndex(({ group }) => group.hash === state.cursorHash);
  return row >= 0 ? row : Math.min(state.cursorRow, groups.length - 1);
}

/** The group with a hash, or the only one whose hash begins so; null when there is none. */
export function groupOfHash(groups: FailureGroups, hash: string): FailureGroup | null {
  const found = [...groups.byPrint.values()].filter((group) => group.hash.startsWith(hash));
  return found.length === 1 ? (found[0] ?? null) : null;
}
