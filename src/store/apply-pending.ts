import { withKnown } from '../model/listed-run.ts';
import { addCounts, applyRuns } from './apply-runs.ts';
import { learnDurations } from './baselines.ts';
import { putChildren } from './children-state.ts';
import type { ConsoleState } from './console-state.ts';
import type { DetailState } from './detail-state.ts';
import { putEvents } from './event-list.ts';
import { rebindCursor } from './list-cursor.ts';
import type { PendingChanges } from './pending-changes.ts';
import { settleReceipts } from './receipts.ts';

export interface AppliedChanges {
  /** What to set; lists inside were changed in place. */
  readonly change: Partial<ConsoleState>;
  readonly countsUnsure: boolean;
}

/** Brings everything that one tick collected into the state, as one change. */
export function applyPending(state: ConsoleState, pending: PendingChanges, now: number): AppliedChanges {
  const runs = [...pending.runs.values()];
  learnDurations(state.baselines, runs);
  const rules = { filter: state.runs.filter, morePages: state.runs.nextCursor !== null };
  const applied = applyRuns(state.runs.list, runs, rules);
  const change: Partial<ConsoleState> = {
    runs: {
      ...state.runs,
      ...rebindCursor(state.runs.list, state.runs),
      counts: state.runs.counts === null ? null : addCounts(state.runs.counts, applied.counts),
      version: state.runs.version + (applied.changed ? 1 : 0),
    },
    ...(runs.length === 0 ? {} : { changedRuns: runs }),
    ...(pending.schedules.size === 0 ? {} : { changedSchedules: [...pending.schedules] }),
    receipts: settleReceipts(state.receipts, runs, now),
    detail: state.detail === null ? null : applyToDetail(state.detail, pending),
  };
  return { change, countsUnsure: applied.countsUnsure };
}

function applyToDetail(detail: DetailState, pending: PendingChanges): DetailState {
  const run = pending.runs.get(detail.runId);
  const events = pending.events.get(detail.runId) ?? [];
  const grown = putEvents(detail.events, events);
  const children = putChildren(detail.children, detail.runId, pending.runs.values());
  if (run === undefined && !grown && children === detail.children) return detail;
  const newer = run !== undefined && (run.version ?? 0) >= (detail.run?.version ?? 0);
  return {
    ...detail,
    run: newer ? withKnown(run, detail.run) : detail.run,
    children,
    version: detail.version + 1,
  };
}
