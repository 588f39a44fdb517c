import type { ConsoleModel } from './console-model.ts';
import { cursorPlace, firstPlace, showLine } from './line-view.ts';
import { createPassing, type LogFilter } from './log-filter.ts';
import { type LogHost, logOf, type ShownLog } from './log-host.ts';
import { shownLines } from './log-pane.ts';
import type { LogPattern } from './log-pattern.ts';
import { createLogSearch, nextMatch } from './log-search.ts';
import { readOlder } from './read-older.ts';

/** Milliseconds of searching between two looks at the keyboard. */
const sliceMs = 8;

/** Searches the log; null ends the search. The match nearest above is shown as soon as it is found. */
export function searchFor(model: ConsoleModel, host: LogHost, pattern: LogPattern | null): void {
  const log = logOf(model, host);
  if (log === null) return;
  host.patch(model, { search: pattern === null ? null : createLogSearch(pattern, log.source) });
  if (pattern === null) return;
  continueSearch(model, host);
  void readOlder(model, host);
}

/** Shows only the lines that the filter lets through. The cursor stays where it was, or on the next line shown. */
export function filterLog(model: ConsoleModel, host: LogHost, change: Partial<LogFilter>): void {
  const log = logOf(model, host);
  if (log === null) return;
  const filter = { ...log.pane.filter, ...change };
  const passing = createPassing(filter, log.source);
  host.patch(model, { filter, passing });
  if (passing === null) return;
  continueSearch(model, host);
  void readOlder(model, host);
}

/** Goes on searching and filtering in slices, from where both were, until every line was looked at. */
export function continueSearch(model: ConsoleModel, host: LogHost): void {
  const log = logOf(model, host);
  if (log === null) return;
  const { search, passing } = log.pane;
  const now = () => performance.now();
  const filtered = passing?.goOn(log.source, sliceMs, now) ?? true;
  const searched = search?.found.goOn(log.source, sliceMs, now) ?? true;
  host.patch(model, {});
  if (search !== null && search.current === null && isReached(log, model, host, filtered && searched)) {
    showMatch(model, host, -1);
  }
  if (filtered && searched) return;
  model.clock.after(0, () => {
    const pane = logOf(model, host)?.pane;
    if (pane !== undefined && pane.search?.found === search?.found && pane.passing === passing) {
      continueSearch(model, host);
    }
  });
}

/** Whether the match nearest above where the user looks is known. */
function isReached(log: ShownLog, model: ConsoleModel, host: LogHost, isDone: boolean): boolean {
  const { search } = log.pane;
  if (search === null || search.found.count === 0) return false;
  return isDone || search.found.at(0) <= startOf(log, host.height(model), -1);
}

/** Shows the next match below (1) or above (-1) the cursor, else of what is in view. */
export function showMatch(model: ConsoleModel, host: LogHost, direction: 1 | -1): void {
  const log = logOf(model, host);
  if (log === null || log.pane.search === null) return;
  const { pane, source } = log;
  const height = host.height(model);
  const from = startOf(log, height, direction);
  const shown = shownLines(pane, source);
  const line = nextMatch(log.pane.search, shown, from, direction);
  if (line === null) return;
  host.patch(model, {
    search: { ...log.pane.search, current: line },
    view: showLine(pane.view, shown, height, line, source.endLine),
  });
}

/** The line that `n` and `N` go on from. */
function startOf({ pane, source }: ShownLog, height: number, direction: 1 | -1): number {
  const shown = shownLines(pane, source);
  if (shown.count === 0) return source.firstLine;
  // On a match: from there. Else the line under the cursor counts, too.
  const cursor = cursorPlace(pane.view, shown);
  if (cursor !== null) {
    const line = shown.at(cursor);
    return line === pane.search?.current ? line : line - direction;
  }
  const first = firstPlace(pane.view, shown, height);
  if (direction === 1) return shown.at(first) - 1;
  return shown.at(Math.min(first + height, shown.count) - 1) + 1;
}
