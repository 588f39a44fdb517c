import type { ConsoleModel } from './console-model.ts';
import { findLine } from './find-line.ts';
import { lineMeant } from './line-view.ts';
import { type LogHost, logOf } from './log-host.ts';
import { markKey, marksOf } from './log-marks.ts';
import { shownLines } from './log-pane.ts';

/** Marks the line under the cursor, or takes its mark away. Copying starts at the line marked last. */
export function markLine(model: ConsoleModel, host: LogHost): void {
  const log = logOf(model, host);
  const line = log === null ? null : lineMeant(log.pane.view, shownLines(log.pane, log.source));
  if (log === null || line === null) return;
  const { logMarks } = model.store.getState();
  const marks = new Set(marksOf(logMarks, log.name));
  const key = markKey(log.source.line(line));
  const isNew = !marks.delete(key);
  if (isNew) marks.add(key);
  model.store.setState({ logMarks: { ...logMarks, [log.name]: marks } });
  host.patch(model, { anchor: isNew ? line : null });
}

/** Puts the cursor on the next mark below, going round at the end. */
export function showMark(model: ConsoleModel, host: LogHost): void {
  const log = logOf(model, host);
  if (log === null) return;
  const marks = marksOf(model.store.getState().logMarks, log.name);
  if (marks.size === 0) {
    model.store.setState({ notice: { kind: 'info', message: 'No line is marked; m marks one.', fix: null } });
    return;
  }
  findLine(model, host, (line) => marks.has(markKey(line)), 1, 'No mark below');
}
