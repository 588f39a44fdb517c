import type { Clock } from '../lib/clock.ts';
import type { Run } from '../model/run.ts';
import { activeRuns } from './active-runs.ts';
import { type ConsoleStore, patchSlice } from './console-state.ts';
import { inPieces, type PieceWork } from './in-pieces.ts';
import { rebindCursor } from './list-cursor.ts';
import { createRunGroups, type Grouping } from './run-groups.ts';
import type { RunFollower, RunList } from './run-list.ts';
import { isProblem, ratioOf } from './run-problem.ts';
import { createRunRows, type RunRows } from './run-rows.ts';
import { failureOf, type RunRule, ruleOf } from './run-rule.ts';
import { isNewestFirst, sortKeyOf } from './run-sort.ts';
import { hasMovingSince, slideSince } from './slide-since.ts';

/** How often runs are judged again that become a problem, too old, or longer, by the clock alone. */
const judgeAgainMs = 30_000;

/** Keeps the rows of the runs list as filter, order and grouping of the state ask for. */
export interface RunArranger {
  /**
   * Brings filter and order to the list of the state. A long list is arranged in pieces, and meanwhile shows what it showed.
   */
  arrange(): void;
  /** Shows groups in place of runs, or runs again. */
  group(by: Grouping | null): void;
  stop(): void;
}

export function createRunArranger(store: ConsoleStore, clock: Clock): RunArranger {
  const rows = createRowsArranger(store, clock);
  let groupsWork: PieceWork | null = null;
  let disarm: (() => void) | null = null;
  let grouped: { readonly list: RunList; readonly groups: RunFollower } | null = null;

  const judgeLater = () => {
    disarm?.();
    const { query, filterText, sort } = store.getState().runs;
    const isMoving = hasMovingSince(filterText);
    const isJudged = isMoving || query.rest.some(({ field }) => field === 'is');
    // What runs becomes longer without being told of.
    const growsLonger = sort.column === 'duration' || sort.column === 'p95';
    const again = () => {
      if (isMoving) slideSince(store, clock.now());
      if (isJudged || activeRuns(store.getState()) > 0) arrange();
      else judgeLater();
    };
    disarm = isJudged || growsLonger ? clock.after(judgeAgainMs, again) : null;
  };
  const group = (by: Grouping | null) => {
    groupsWork?.cancel();
    if (grouped !== null) grouped.list.followers.delete(grouped.groups);
    grouped = null;
    if (by === null) return patchSlice(store, 'runs', { groups: null });
    const { list, groups: before } = store.getState().runs;
    const rule = ruleNow(store, clock);
    const groups = createRunGroups(by, (run) => (rule === null || rule(run) ? groupName(by, run) : null));
    list.followers.add(groups);
    grouped = { list, groups };
    const isSame = before?.groups.by === by;
    const cursor = isSame ? before : { cursorName: null, cursorRow: 0 };
    patchSlice(store, 'runs', { groups: { ...cursor, groups }, arranging: true });
    groupsWork = inPieces(clock, groups.fill(list), () => settle(store));
  };
  const arrange = () => {
    rows.arrange();
    const { groups } = store.getState().runs;
    if (groups !== null) group(groups.groups.by);
    judgeLater();
  };
  return {
    arrange,
    group,
    stop() {
      rows.stop();
      groupsWork?.cancel();
      disarm?.();
    },
  };
}

interface FollowedRows {
  readonly list: RunList;
  readonly rows: RunRows;
}

/** The part of it that is about rows: which runs, and in which order. */
function createRowsArranger(store: ConsoleStore, clock: Clock) {
  let work: PieceWork | null = null;
  let shown: FollowedRows | null = null;
  let filling: FollowedRows | null = null;

  const unfollow = (one: FollowedRows | null) => one?.list.followers.delete(one.rows);
  const show = (next: FollowedRows | null) => {
    unfollow(shown);
    shown = next;
    filling = null;
    store.getState().runs.list.rows = next?.rows.rows ?? null;
    settle(store);
  };
  return {
    stop: () => work?.cancel(),
    arrange() {
      work?.cancel();
      unfollow(filling);
      const { list, sort } = store.getState().runs;
      const isShown = ruleNow(store, clock);
      if (isShown === null && isNewestFirst(sort)) return show(null);
      const ratio = (run: Run) => ratioOf(store.getState(), run, clock.now());
      const keyOf = sortKeyOf(sort.column, { now: clock.now, ratioOf: ratio });
      // Until these are filled the old rows stay, and in step.
      const next = { list, rows: createRunRows({ isShown, keyOf, descending: sort.descending }) };
      filling = next;
      list.followers.add(next.rows);
      patchSlice(store, 'runs', { arranging: true });
      work = inPieces(clock, next.rows.fill(list), () => show(next));
    },
  };
}

function settle(store: ConsoleStore): void {
  const { runs } = store.getState();
  patchSlice(store, 'runs', {
    arranging: false,
    version: runs.version + 1,
    ...rebindCursor(runs.list, runs),
  });
}

/** What is tested here of the query: what the server was not asked for. */
export function ruleNow(store: ConsoleStore, clock: Clock): RunRule | null {
  const { runs } = store.getState();
  const unasked = runs.filter === runs.query.filter ? {} : runs.query.filter;
  return ruleOf(unasked, runs.query.rest, {
    isProblem: (run) => isProblem(store.getState(), run, clock.now()),
  });
}

/** The group of a run, empty for the runs that have none; null leaves the run out. */
function groupName(by: Grouping, run: Run): string | null {
  switch (by) {
    case 'failure':
      return failureOf(run);
    case 'target':
      return run.target;
    case 'schedule':
      return run.scheduleId ?? '';
    case 'batch':
      return run.batchId ?? '';
    case 'status':
      return run.status;
  }
}
