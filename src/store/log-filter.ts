import type { EventLevel } from '../model/event.ts';
import { isAtLeast, lineLevel } from '../model/line-level.ts';
import { parseLogLine } from '../model/log.ts';
import { createLineIndex, type LineIndex } from './line-index.ts';
import type { LineSource } from './line-source.ts';
import type { LogPattern } from './log-pattern.ts';

/** Which lines of a log are shown. */
export interface LogFilter {
  /** Only lines that match; null: all. */
  readonly only: LogPattern | null;
  /** No line that matches one of these. */
  readonly without: readonly LogPattern[];
  /** Only lines of this level and more serious ones. */
  readonly level: EventLevel | null;
  /** Only lines of this time, epoch ms, both ends included; null: of any. */
  readonly span: { readonly from: number; readonly to: number } | null;
  /** Runs of a merged log whose lines are hidden, by their place in it. */
  readonly hiddenRuns: readonly number[];
}

export const noFilter: LogFilter = { only: null, without: [], level: null, span: null, hiddenRuns: [] };

/** Whether a stored line passes; of which run it is, is not asked. */
export function passes({ only, without, level, span }: LogFilter, stored: string): boolean {
  const line = parseLogLine(stored);
  if (span !== null && (line.at < span.from || line.at > span.to)) return false;
  if (only !== null && !only.test(line.text)) return false;
  if (without.some((pattern) => pattern.test(line.text))) return false;
  return level === null || isAtLeast(lineLevel(line), level);
}

/** The lines that pass, found in slices; null when all do. */
export function createPassing(filter: LogFilter, source: LineSource): LineIndex | null {
  const { hiddenRuns } = filter;
  const isAll = filter.only === null && filter.without.length === 0 && filter.level === null;
  if (isAll && filter.span === null && hiddenRuns.length === 0) return null;
  const isHidden = (number: number) =>
    hiddenRuns.length > 0 && hiddenRuns.includes(source.runOf?.(number) ?? -1);
  return createLineIndex((stored, number) => !isHidden(number) && passes(filter, stored), source.endLine);
}
