import type { JsonObject } from '../lib/json.ts';
import type { Attempt } from '../model/attempt.ts';
import type { Run } from '../model/run.ts';
import type { TimeMode } from '../model/time-mode.ts';
import { type ChildrenState, noChildren } from './children-state.ts';
import { createEventList, type EventList } from './event-list.ts';
import { type EventsPane, newEventsPane } from './events-pane.ts';
import type { JsonTree } from './json-tree.ts';
import { type LogPane, newLogPane } from './log-pane.ts';
import type { Problem } from './problem.ts';
import { createRunLog, type RunLog } from './run-log.ts';

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

/** The run detail screen. `events` and `log` change in place; `version` grows when they do. */
export interface DetailState {
  readonly runId: string;
  /** The newest record known; null before the first answer. */
  readonly run: Run | null;
  readonly problem: Problem | null;
  readonly tab: DetailTab;
  readonly pane: 'events' | 'log';
  readonly events: EventList;
  readonly eventsPane: EventsPane;
  readonly log: RunLog;
  readonly logPane: LogPane;
  /** The focused pane has the whole room. */
  readonly isZoomed: boolean;
  /** First line of the tabs that show a text, while the cursor does not want another. */
  readonly textTop: number;
  /** What the cursor is on in a tab with links, such as `run:ID`; null: the first of them. */
  readonly stop: string | null;
  /** Config and output as trees, as far as they were looked at. Changed in place. */
  readonly trees: DetailTrees;
  readonly children: ChildrenState;
  readonly attempts: readonly Attempt[] | null;
  readonly attemptsProblem: Problem | null;
  /** Number of the attempt whose part of the log is shown; null: the whole log. */
  readonly attemptShown: number | null;
  readonly version: number;
}

/** The documents of a run, made when their tab is opened. */
export interface DetailTrees {
  config: ShownDocument | null;
  output: ShownDocument | null;
}

export interface ShownDocument {
  readonly tree: JsonTree;
  /** What the tree was made of, as the newest record has it. */
  readonly document: JsonObject;
}

/** The detail of a run before anything was read; `before` hands on tab and view settings. */
export function openDetail(
  runId: string,
  run: Run | null,
  before: DetailState | null,
  time: TimeMode = 'local',
): DetailState {
  return {
    runId,
    run,
    problem: null,
    tab: before?.tab ?? 'live',
    pane: before?.pane ?? 'log',
    events: createEventList(),
    eventsPane: newEventsPane(before?.eventsPane),
    log: createRunLog(runId),
    logPane: newLogPane(time, before?.logPane),
    isZoomed: before?.isZoomed ?? false,
    textTop: 0,
    stop: null,
    trees: { config: null, output: null },
    children: noChildren,
    attempts: null,
    attemptsProblem: null,
    attemptShown: null,
    version: 0,
  };
}
