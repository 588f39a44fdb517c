import type { RunEvent } from '../model/event.ts';
import type { ConsoleModel } from './console-model.ts';
import { patchDetail } from './console-state.ts';
import type { DetailState } from './detail-state.ts';
import { type EventsPane, shownEvents } from './events-pane.ts';
import { lineMeant, moveView } from './line-view.ts';

/** The event under the cursor; null while the pane follows, unless it is to stand for the newest. */
export function selectedEvent(detail: DetailState, orNewest = false): RunEvent | null {
  const { events, eventsPane } = detail;
  if (eventsPane.view.cursor === null && !orNewest) return null;
  const number = lineMeant(eventsPane.view, shownEvents(events, eventsPane.level));
  return number === null ? null : (events.events[number - events.dropped] ?? null);
}

/** Moves the cursor in the events by rows. */
export function scrollEvents(model: ConsoleModel, delta: number): void {
  const { detail } = model.store.getState();
  if (detail === null) return;
  const { events, eventsPane } = detail;
  const shown = shownEvents(events, eventsPane.level);
  const end = events.dropped + events.events.length;
  patchEvents(model, { view: moveView(eventsPane.view, shown, model.heights.events, delta, end) });
}

export function patchEvents(model: ConsoleModel, change: Partial<EventsPane>): void {
  const { detail } = model.store.getState();
  if (detail === null) return;
  const logPane = change.view === undefined ? detail.logPane : { ...detail.logPane, wholeTop: 0 };
  patchDetail(model.store, detail.runId, { eventsPane: { ...detail.eventsPane, ...change }, logPane });
}
