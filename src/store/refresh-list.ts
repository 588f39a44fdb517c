import type { Run, RunFilter } from '../model/run.ts';
import { applyRuns } from './apply-runs.ts';
import { dropRun, isOlder, newestRun, oldestRun, placeFor, type RunList } from './run-list.ts';

/** The first pages of a list, as the server has them now. */
export interface FreshPages {
  /** The newest first. */
  readonly items: readonly Run[];
  /** There are no further pages. */
  readonly isWhole: boolean;
}

/**
 * Brings the first pages, read again, into the list, in place: what they do not tell of any more leaves it. What
 * the stream told meanwhile is newer than they are, and stays; so does what lies below them.
 * @returns whether the list holds runs that are older than those of the pages
 */
export function refreshList(list: RunList, { items, isWhole }: FreshPages, filter: RunFilter): boolean {
  const fresh = new Set(items.map(({ id }) => id));
  for (const id of spannedBy(list, items, isWhole)) if (!fresh.has(id)) dropRun(list, id);
  applyRuns(list, items, { filter, morePages: false });
  const oldest = oldestRun(list);
  const last = items.at(-1);
  return !isWhole && oldest !== undefined && (last === undefined || isOlder(oldest, last));
}

/** Ids of the list between the newest and the oldest run of the pages, and down to its end where there are no more pages. */
function spannedBy(list: RunList, items: readonly Run[], isWhole: boolean): readonly string[] {
  const [newest] = items;
  const oldest = items.at(-1);
  if (newest === undefined || oldest === undefined) return isWhole ? [...list.order] : [];
  const isAbove = newestRun(list);
  const end =
    isAbove !== undefined && isOlder(newest, isAbove) ? placeFor(list, newest) + 1 : list.order.length;
  return list.order.slice(isWhole ? 0 : placeFor(list, oldest), end);
}
