import { detailLog } from '../../src/store/detail-log.ts';
import { passes } from '../../src/store/log-filter.ts';
import { readWholeLog } from '../../src/store/read-whole-log.ts';
import { selectedEvent } from '../../src/store/scroll-events.ts';
import { copyText } from '../copy-text.ts';
import type { LogForm } from '../log-pane/log-text.ts';
import { logText } from '../log-pane/log-text.ts';
import { copyLines, type LogOutlet } from '../log-pane/take-out.ts';
import { askPipe } from '../outside/pipe-text.ts';
import { saveText } from '../outside/save-file.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { shortId } from '../run-text.ts';

/** What leaves the log of the run that is shown. */
export const detailOutlet: LogOutlet = {
  host: detailLog,
  fileName: (parts) => `run-${shortId(stateOf(parts).detail?.runId ?? '')}`,
  wholeLog,
};

async function* wholeLog(parts: ConsoleParts, form: LogForm, onlyPassing: boolean): AsyncGenerator<string> {
  const { detail, connection } = stateOf(parts);
  if (detail === null || connection.client === null) return;
  const { filter } = detail.logPane;
  for await (const line of readWholeLog(connection.client, detail.log)) {
    if (!onlyPassing || passes(filter, line)) yield logText(line, form);
  }
}

/** The event under the cursor as JSON, where the events have the focus; null elsewhere. */
function eventShown(parts: ConsoleParts): { readonly id: number; readonly json: string } | null {
  const { detail } = stateOf(parts);
  if (detail?.tab !== 'live' || detail.pane !== 'events') return null;
  const event = selectedEvent(detail);
  return event === null ? null : { id: event.id, json: JSON.stringify(event, null, 2) };
}

/** Copies what the cursor of the focused pane is on; false when it is on nothing. */
export function copyHere(parts: ConsoleParts): boolean {
  const { detail } = stateOf(parts);
  if (detail?.tab !== 'live') return false;
  const event = eventShown(parts);
  if (event !== null) copyText(parts, event.json, `event ${event.id} as JSON`);
  return event !== null || (detail.pane === 'log' && copyLines(parts, detailOutlet));
}

/** Saves the event under the cursor; false when there is none. */
export function saveEvent(parts: ConsoleParts): boolean {
  const event = eventShown(parts);
  if (event === null) return false;
  const title = `event ${event.id}`;
  saveText(parts, { name: `event-${event.id}.json`, title, lines: () => [event.json] });
  return true;
}

/** Asks for a command that reads the event under the cursor; false when there is none. */
export function pipeEvent(parts: ConsoleParts): boolean {
  const event = eventShown(parts);
  if (event === null) return false;
  askPipe(parts, `event ${event.id} as JSON`, () => [event.json]);
  return true;
}
