import { detailLog } from '../../src/store/detail-log.ts';
import { passes } from '../../src/store/log-filter.ts';
import { readWholeLog } from '../../src/store/read-whole-log.ts';
import { selectedEvent } from '../../src/store/scroll-events.ts';
import { copyText } from '../copy-text.ts';
import { type LogForm, linesAtOnce, logText } from '../log-pane/log-text.ts';
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

/** Blocks of lines: line by line, a long log would take its time. */
async function* wholeLog(parts: ConsoleParts, form: LogForm, onlyPassing: boolean): AsyncGenerator<string> {
  const { detail, connection } = stateOf(parts);
  if (detail === null || connection.client === null) return;
  const { filter } = detail.logPane;
  for await (const piece of readWholeLog(connection.client, detail.log)) {
    for (let first = 0; first < piece.length; first += linesAtOnce) {
      const block = piece.slice(first, first + linesAtOnce);
      const wanted = onlyPassing ? block.filter((line) => passes(filter, line)) : block;
      if (wanted.length > 0) yield wanted.map((line) => logText(line, form)).join('\n');
      await new Promise(setImmediate);
    }
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
