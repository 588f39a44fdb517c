import type { Run, RunFilter } from './run.ts';

/** True when a run is one of those that a filter asks for: the server's rule, for the other side. */
export function matchesFilter(run: Run, filter: RunFilter): boolean {
  return (
    (filter.statuses?.includes(run.status) ?? true) &&
    same(filter.target, run.target) &&
    same(filter.kind, run.kind) &&
    same(filter.batchId?.toLowerCase(), run.batchId?.toLowerCase() ?? null) &&
    same(filter.scheduleId, run.scheduleId) &&
    same(filter.environmentId, run.environmentId) &&
    (filter.since === undefined || Date.parse(run.createdAt) >= Date.parse(filter.since)) &&
    (filter.text === undefined || contains(run, filter.text.toLowerCase()))
  );
}

/** True when a filter asks for every run. */
export function isUnfiltered(filter: RunFilter): boolean {
  return Object.values(filter).every((value) => value === undefined);
}

function same(wanted: string | undefined, value: string | null): boolean {
  return wanted === undefined || wanted === value;
}

function contains(run: Run, text: string): boolean {
  const places = [run.id, run.name, run.target, run.error?.message];
  return places.some((place) => place?.toLowerCase().includes(text));
}
