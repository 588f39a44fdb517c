import type { TimeMode } from '../model/time-mode.ts';
import { createFolds, type Folds } from './fold-lines.ts';
import type { LineIndex } from './line-index.ts';
import { allLines, type LineSource, type ShownLines } from './line-source.ts';
import { following, type LineView } from './line-view.ts';
import { type LogFilter, noFilter } from './log-filter.ts';
import type { LogSearch } from './log-search.ts';

/** A pane that shows lines of a log: where it looks and how it shows them. */
export interface LogPane {
  readonly view: LineView;
  readonly time: TimeMode;
  readonly wrap: boolean;
  /** Columns that the pane is scrolled to the right. */
  readonly sideways: number;
  /** Lines as they were printed, also those that are JSON. */
  readonly raw: boolean;
  /** The fields that are shown of lines that are JSON; null: all. */
  readonly fields: readonly string[] | null;
  /** Lines that are alike are one row; null when each is its own. */
  readonly folds: Folds | null;
  readonly search: LogSearch | null;
  readonly filter: LogFilter;
  /** The lines that the filter lets through; null when it lets through all. */
  readonly passing: LineIndex | null;
  /** Where copying starts: the line that was marked last. */
  readonly anchor: number | null;
  /** The line under the cursor is shown whole below the others. */
  readonly isWhole: boolean;
  /** The first row of it that is in view. */
  readonly wholeTop: number;
  /** Older parts are being read, for a search or a filter. */
  readonly isReadingOlder: boolean;
}

/** @param before hands on how lines are shown, as to the next run */
export function newLogPane(time: TimeMode, before: LogPane | null = null): LogPane {
  return {
    view: following,
    time: before?.time ?? time,
    wrap: before?.wrap ?? false,
    sideways: 0,
    raw: before?.raw ?? false,
    fields: before?.fields ?? null,
    folds: before?.folds == null ? null : createFolds(),
    search: null,
    filter: noFilter,
    passing: null,
    anchor: null,
    isWhole: false,
    wholeTop: 0,
    isReadingOlder: false,
  };
}

/** The pane after a change. What is shown whole begins at its start on another line. */
export function changedPane(pane: LogPane, change: Partial<LogPane>): LogPane {
  const isMoved = change.view !== undefined || change.isWhole !== undefined;
  return { ...pane, ...(isMoved ? { wholeTop: 0 } : {}), ...change };
}

/** The lines that the pane shows. */
export function shownLines(pane: LogPane, source: LineSource): ShownLines {
  return pane.passing ?? allLines(source);
}
