import type { RunEvent } from '../model/event.ts';
import type { Run } from '../model/run.ts';
import { maxEventsKept } from './event-list.ts';
import { maxRunsKept } from './run-list.ts';

/** What the stream told since the last tick: the newest record of each run, events of one run, ids of schedules. */
export interface PendingChanges {
  readonly runs: Map<string, Run>;
  readonly events: Map<string, RunEvent[]>;
  readonly schedules: Set<string>;
  /** Too much was collected to keep: the lists have to be read again. */
  overflowed: boolean;
}

export function noPending(): PendingChanges {
  return { runs: new Map(), events: new Map(), schedules: new Set(), overflowed: false };
}

export function isEmpty(pending: PendingChanges): boolean {
  const { runs, events, schedules, overflowed } = pending;
  return runs.size === 0 && events.size === 0 && schedules.size === 0 && !overflowed;
}

export function collectRuns(pending: PendingChanges, runs: readonly Run[]): void {
  for (const run of runs) {
    const other = pending.runs.get(run.id);
    if (other?.version != null && run.version !== null && run.version < other.version) continue;
    pending.runs.set(run.id, run);
  }
  if (pending.runs.size > maxRunsKept) overflow(pending);
}

export function collectEvents(pending: PendingChanges, runId: string, events: readonly RunEvent[]): void {
  const known = pending.events.get(runId) ?? [];
  for (const event of events) known.push(event);
  pending.events.set(runId, known);
  if (known.length > maxEventsKept) overflow(pending);
}

function overflow(pending: PendingChanges): void {
  pending.runs.clear();
  pending.events.clear();
  pending.overflowed = true;
}
