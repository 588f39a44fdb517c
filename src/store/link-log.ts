import type { ConsoleModel } from './console-model.ts';
import { detailLog } from './detail-log.ts';
import { placeAt } from './line-times.ts';
import { following, showLine } from './line-view.ts';
import { logOf } from './log-host.ts';
import { shownLines } from './log-pane.ts';
import { hasEarlier } from './run-log.ts';
import { selectedEvent } from './scroll-events.ts';

/** Older parts that are read at most to find the second of an event. */
const mostReads = 16;

/** Moves the log to the second of the selected event; nothing when the panes are not linked. */
export function linkLog(model: ConsoleModel, reads = 0): void {
  const { detail, connection } = model.store.getState();
  const log = logOf(model, detailLog);
  if (detail === null || log === null || !detail.eventsPane.isLinked) return;
  const event = selectedEvent(detail);
  if (event === null) {
    detailLog.patch(model, { view: following });
    return;
  }
  const at = Date.parse(event.createdAt);
  const shown = shownLines(log.pane, log.source);
  if (shown.count === 0) return;
  const place = placeAt(log.source, shown, at);
  const line = shown.at(Math.min(place, shown.count - 1));
  const view = showLine(log.pane.view, shown, model.heights.log, line, log.source.endLine);
  detailLog.patch(model, { view });
  if (place > 0 || reads >= mostReads || connection.isSlow || !hasEarlier(detail.log)) return;
  // What stood there then is not read yet.
  void detailLog.readEarlier(model).then((brought) => {
    const now = model.store.getState().detail;
    if (brought && now !== null && selectedEvent(now)?.id === event.id) linkLog(model, reads + 1);
  });
}
