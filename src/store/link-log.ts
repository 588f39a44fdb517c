import type { ConsoleModel } from './console-model.ts';
import { detailLog } from './detail-log.ts';
import { placeAt } from './line-times.ts';
import { following, showLine } from './line-view.ts';
import { type LogHost, logOf } from './log-host.ts';
import { shownLines } from './log-pane.ts';
import { selectedEvent } from './scroll-events.ts';

/** Older parts that are read at most to find a moment. */
const mostReads = 64;

/** Moves the log to the second of the selected event; nothing when the panes are not linked. */
export function linkLog(model: ConsoleModel): void {
  const { detail } = model.store.getState();
  if (detail === null || !detail.eventsPane.isLinked) return;
  const event = selectedEvent(detail);
  if (event === null) {
    detailLog.patch(model, { view: following });
    return;
  }
  void showMoment(model, detailLog, Date.parse(event.createdAt), () => {
    const now = model.store.getState().detail;
    return now !== null && selectedEvent(now)?.id === event.id;
  });
}

/**
 * Puts the cursor on the first line that was not printed before a moment, reading older parts for it.
 * @param isWanted asked before each of them; false ends the search
 */
export async function showMoment(
  model: ConsoleModel,
  host: LogHost,
  epochMs: number,
  isWanted: () => boolean,
): Promise<void> {
  for (let reads = 0; reads < mostReads; reads++) {
    const log = logOf(model, host);
    const shown = log === null ? null : shownLines(log.pane, log.source);
    if (log === null || shown === null || shown.count === 0) return;
    const place = placeAt(log.source, shown, epochMs);
    const line = shown.at(Math.min(place, shown.count - 1));
    const view = showLine(log.pane.view, shown, host.height(model), line, log.source.endLine);
    host.patch(model, { view });
    if (place > 0 || model.store.getState().connection.isSlow) return;
    // What stood there then is not read yet.
    if (!(await host.readEarlier(model)) || !isWanted()) return;
  }
}
