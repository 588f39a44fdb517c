import type { Run } from '../model/run.ts';
import { runDuration } from '../model/run-duration.ts';
import type { RunStatus } from '../model/run-status.ts';
import type { SortKey } from './sorted-rows.ts';

export const sortColumns = ['created', 'updated', 'duration', 'target', 'status', 'attempts', 'p95'] as const;
export type SortColumn = (typeof sortColumns)[number];

export interface RunSort {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/** The order in which runs are kept anyway. */
export const newestFirst: RunSort = { column: 'created', descending: true };

export function isNewestFirst({ column, descending }: RunSort): boolean {
  return column === 'created' && descending;
}

/** By a column, the way round that one wants first; by the same column again: the other way round. */
export function sortBy(before: RunSort, column: SortColumn): RunSort {
  if (before.column === column) return { column, descending: !before.descending };
  return { column, descending: column !== 'target' && column !== 'status' };
}

/** `-updated` for the newest change first, `target` from a to z. */
export function sortText({ column, descending }: RunSort): string {
  return `${descending ? '-' : ''}${column}`;
}

/** What `sortText` wrote; null for anything else. */
export function parseSort(text: string): RunSort | null {
  const descending = text.startsWith('-');
  const column = sortColumns.find((name) => name === text.slice(descending ? 1 : 0));
  return column === undefined ? null : { column, descending };
}

/** What it takes to order runs by everything. */
export interface SortContext {
  /** Epoch ms. */
  readonly now: () => number;
  /** How long the run takes as a multiple of what is long for its target; null where that is not known. */
  readonly ratioOf: (run: Run) => number | null;
}

/** What runs are ordered by. */
export function sortKeyOf(column: SortColumn, context: SortContext): (run: Run) => SortKey {
  switch (column) {
    case 'created':
      return (run) => run.createdAt;
    case 'updated':
      return (run) => run.updatedAt;
    case 'duration':
      return (run) => runDuration(run, context.now());
    case 'target':
      return (run) => run.target;
    case 'status':
      return (run) => statusRank[run.status];
    case 'attempts':
      return (run) => run.attempt;
    case 'p95':
      return context.ratioOf;
  }
}

/** What needs somebody comes first. */
const statusRank: Readonly<Record<RunStatus, number>> = {
  failed: 0,
  waiting: 1,
  running: 2,
  pending: 3,
  cancelled: 4,
  completed: 5,
};
