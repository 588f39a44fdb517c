import type { Run } from '../model/run.ts';
import type { Problem } from './problem.ts';
import type { RunList } from './run-list.ts';

/** The runs that the shown one started. No server filters by parent, so they are looked for among other runs. */
export interface ChildrenState {
  /** Oldest first. */
  readonly runs: readonly Run[];
  /** Where they were looked for: among the runs that are loaded, or also among those of the server. */
  readonly looked: 'loaded' | 'reading' | 'asked';
  /** How many runs of the server were looked at. */
  readonly seen: number;
  /** Runs created since the parent were left out: there are too many. */
  readonly isCut: boolean;
  readonly problem: Problem | null;
}

export const noChildren: ChildrenState = { runs: [], looked: 'loaded', seen: 0, isCut: false, problem: null };

/** Takes in those of these runs that the parent started. */
export function putChildren(children: ChildrenState, parentId: string, runs: Iterable<Run>): ChildrenState {
  const found = [...runs].filter((run) => run.parentRunId === parentId);
  if (found.length === 0) return children;
  const known = new Map(children.runs.map((run) => [run.id, run]));
  const news = found.filter((run) => isNewer(run, known.get(run.id)));
  if (news.length === 0) return children;
  for (const run of news) known.set(run.id, run);
  return { ...children, runs: [...known.values()].toSorted((left, right) => (left.id < right.id ? -1 : 1)) };
}

/** True for a record that is not older than the known one of the same run. */
export function isNewer(run: Run, known: Run | undefined): boolean {
  return known === undefined || (run !== known && (run.version ?? 0) >= (known.version ?? 0));
}

/** Those among the runs that are loaded; only the ones created since the parent are looked at. */
export function childrenIn(list: RunList, parent: Run): ChildrenState {
  const found: Run[] = [];
  // Shown in the list or not.
  for (let place = list.order.length - 1; place >= 0; place--) {
    const run = list.byId.get(list.order[place] ?? '');
    if (run === undefined || run.createdAt < parent.createdAt) break;
    if (run.parentRunId === parent.id) found.push(run);
  }
  return putChildren(noChildren, parent.id, found);
}
