import type { ConsoleModel } from './console-model.ts';
import { patchDetail } from './console-state.ts';
import { createLogSearch, nextMatch, searchOn } from './log-search.ts';
import { logRange } from './run-log.ts';
import { firstShown, showLine } from './tail-view.ts';

/** Milliseconds of searching between two looks at the keyboard. */
const sliceMs = 8;

/** Searches the log of the shown run for a text, any case; an empty text ends the search. */
export function searchFor(model: ConsoleModel, pattern: string): void {
  const { detail } = model.store.getState();
  if (detail === null) return;
  const search = pattern === '' ? null : createLogSearch(pattern);
  patchDetail(model.store, detail.runId, { search, pane: 'log', version: detail.version + 1 });
  if (search === null) return;
  continueSearch(model, () => showMatch(model, -1));
}

/** Goes on searching in slices, from where the search was, until the end of the log is reached. */
export function continueSearch(model: ConsoleModel, done?: () => void): void {
  const { detail } = model.store.getState();
  if (detail?.search == null) return;
  const { search, log } = detail;
  const finished = searchOn(search, log.lines, sliceMs, () => model.clock.now());
  patchDetail(model.store, detail.runId, { version: detail.version + 1 });
  if (finished) {
    done?.();
    return;
  }
  model.clock.after(0, () => {
    if (model.store.getState().detail?.search === search) continueSearch(model, done);
  });
}

/** Shows the next match below (1) or above (-1) the one it stands on, else of what is in view. */
export function showMatch(model: ConsoleModel, direction: 1 | -1): void {
  const { detail } = model.store.getState();
  if (detail?.search == null) return;
  const { search, log, logView } = detail;
  const height = model.heights.log;
  const lines = logRange(log);
  const edge = firstShown(logView, lines, height) + (direction === 1 ? -1 : height);
  const line = nextMatch(search, search.current ?? edge, direction);
  if (line === null) return;
  search.current = line;
  patchDetail(model.store, detail.runId, {
    logView: showLine(logView, lines, height, line),
    pane: 'log',
    version: detail.version + 1,
  });
}
