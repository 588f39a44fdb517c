import type { ConsoleModel } from './console-model.ts';
import { groupFrom, groupUpTo } from './fold-lines.ts';
import { cursorPlace, firstPlace, following, moveView } from './line-view.ts';
import { type LogHost, logOf, type ShownLog } from './log-host.ts';
import { shownLines } from './log-pane.ts';

/** Moves the cursor by rows; at the first line that is kept, an older part is read. */
export function scrollLog(model: ConsoleModel, host: LogHost, delta: number): void {
  const log = logOf(model, host);
  if (log === null) return;
  const { pane, source } = log;
  const shown = shownLines(pane, source);
  const height = host.height(model);
  const view = moveView(pane.view, shown, height, overGroup(log, delta), source.endLine);
  host.patch(model, { view });
  if (delta < 0 && firstPlace(view, shown, height) === 0) void host.readEarlier(model);
}

/** Takes up following the end. */
export function followLog(model: ConsoleModel, host: LogHost): void {
  host.patch(model, { view: following });
}

/** One row is a whole group where lines that are alike are one row. */
function overGroup({ pane, source }: ShownLog, delta: number): number {
  const shown = shownLines(pane, source);
  if (pane.folds === null || Math.abs(delta) !== 1 || shown.count === 0) return delta;
  const place = cursorPlace(pane.view, shown) ?? shown.count - 1;
  if (delta > 0) return groupFrom(pane.folds, source, shown, place).count;
  const group = groupUpTo(pane.folds, source, shown, place);
  if (group.place < place) return group.place - place;
  return group.place === 0 ? delta : groupUpTo(pane.folds, source, shown, group.place - 1).place - place;
}
