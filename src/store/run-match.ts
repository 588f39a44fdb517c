import type { Run, RunFilter } from '../model/run.ts';

/** True when a run belongs to a filtered list: the server's rule, for runs that change while we watch. */
export function matchesFilter(run: Run, filter: RunFilter): boolean {
  return (
    (filter.statuses === undefined || filter.statuses.includes(run.status)) &&
    (filter.target === undefined || run.target === filter.target) &&
    (filter.kind === undefined || run.kind === filter.kind) &&
    (filter.batchId === undefined || run.batchId === filter.batchId) &&
    (filter.text === undefined || containsText(run, filter.text.toLowerCase()))
  );
}

/** True when the filter leaves every run in the list. */
export function isUnfiltered(filter: RunFilter): boolean {
  return Object.values(filter).every((value) => value === undefined);
}

function containsText(run: Run, text: string): boolean {
  return [run.id, run.name, run.target, run.error?.message].some((part) =>
    part?.toLowerCase().includes(text),
  );
}
