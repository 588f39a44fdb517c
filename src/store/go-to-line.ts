import type { ConsoleModel } from './console-model.ts';
import { detailLog } from './detail-log.ts';
import { showLine } from './line-view.ts';
import { logOf } from './log-host.ts';
import { shownLines } from './log-pane.ts';
import { hasEarlier } from './run-log.ts';

/** Older parts that are read at most on the way to a line; each is a mebibyte. */
const mostReads = 64;

/**
 * Moves the log of the shown run to a line counted from its first one, which may have to be read before.
 * @param line from 1
 * @returns false when that line cannot be told: the beginning of the log is not kept
 */
export async function goToLine(model: ConsoleModel, line: number): Promise<boolean> {
  for (let read = 0; read < mostReads; read++) {
    const { detail } = model.store.getState();
    if (detail === null) return true;
    if (!hasEarlier(detail.log)) break;
    if (!(await detailLog.readEarlier(model))) break;
  }
  const log = logOf(model, detailLog);
  const { detail } = model.store.getState();
  if (log === null || detail === null) return true;
  if (detail.log.firstByte !== 0) return false;
  const shown = shownLines(log.pane, log.source);
  const number = Math.min(log.source.firstLine + line - 1, log.source.endLine - 1);
  detailLog.patch(model, {
    view: showLine(log.pane.view, shown, model.heights.log, number, log.source.endLine),
  });
  return true;
}

/** The line under the cursor of the log, from 1; null while it follows, or while the beginning is not loaded. */
export function lineHere(model: ConsoleModel): number | null {
  const { detail } = model.store.getState();
  const log = logOf(model, detailLog);
  if (detail === null || log === null || detail.log.firstByte !== 0) return null;
  const { cursor } = log.pane.view;
  return cursor === null ? null : cursor - log.source.firstLine + 1;
}
