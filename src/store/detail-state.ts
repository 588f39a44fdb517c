import type { Attempt } from '../model/attempt.ts';
import type { Run } from '../model/run.ts';
import { createEventList, type EventList } from './event-list.ts';
import type { LogSearch } from './log-search.ts';
import type { Problem } from './problem.ts';
import { createRunLog, type RunLog } from './run-log.ts';
import { following, type TailView } from './tail-view.ts';

export const detailTabs = [
  'overview',
  'live',
  'config',
  'output',
  'attempts',
  'children',
  'why',
  'diff',
] as const;
export type DetailTab = (typeof detailTabs)[number];

export const timeModes = ['local', 'relative', 'none'] as const;
export type TimeMode = (typeof timeModes)[number];

/** The run detail screen. `events` and `log` change in place; `version` grows when they do. */
export interface DetailState {
  readonly runId: string;
  /** The newest record known; null before the first answer. */
  readonly run: Run | null;
  readonly problem: Problem | null;
  readonly tab: DetailTab;
  readonly pane: 'events' | 'log';
  readonly events: EventList;
  readonly eventsView: TailView;
  readonly log: RunLog;
  readonly logView: TailView;
  readonly logProblem: Problem | null;
  readonly search: LogSearch | null;
  readonly time: TimeMode;
  readonly wrap: boolean;
  /** Columns that the panes are scrolled to the right. */
  readonly sideways: number;
  /** First line of the tabs that show a text. */
  readonly textTop: number;
  readonly attempts: readonly Attempt[] | null;
  readonly attemptsProblem: Problem | null;
  /** Number of the attempt whose part of the log is shown; null: the whole log. */
  readonly attemptShown: number | null;
  readonly version: number;
}

/** The detail of a run before anything was read; `before` hands on tab and view settings. */
export function openDetail(runId: string, run: Run | null, before: DetailState | null): DetailState {
  return {
    runId,
    run,
    problem: null,
    tab: before?.tab ?? 'live',
    pane: before?.pane ?? 'log',
    events: createEventList(),
    eventsView: following,
    log: createRunLog(),
    logView: following,
    logProblem: null,
    search: null,
    time: before?.time ?? 'local',
    wrap: before?.wrap ?? false,
    sideways: 0,
    textTop: 0,
    attempts: null,
    attemptsProblem: null,
    attemptShown: null,
    version: 0,
  };
}
