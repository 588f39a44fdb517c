import { formatBytes } from '../../src/lib/format-bytes.ts';
import { formatDuration } from '../../src/lib/format-duration.ts';
import type { DetailState } from '../../src/store/detail-state.ts';
import { selectedEvent } from '../../src/store/scroll-events.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import type { DocumentPane } from '../log-pane/document-rows.ts';
import type { ConsoleParts } from '../parts.ts';
import { wrapWords } from '../wrap-text.ts';

/** The event under the cursor with its payload: in one row as it came, or set out where there is room. */
export function wholeEventRows(
  parts: ConsoleParts,
  detail: DetailState,
  document: DocumentPane,
  width: number,
  height: number,
): readonly Row[] {
  const event = selectedEvent(detail, true);
  if (event === null) return [textRow(' no event', 'dim')];
  const payload = event.payload === null ? '' : JSON.stringify(event.payload);
  const since = Date.parse(event.createdAt) - (Date.parse(detail.run?.createdAt ?? '') || 0);
  const size = payload === '' ? 'no payload' : `payload ${formatBytes(Buffer.byteLength(payload))}`;
  const words = [event.level, `+${formatDuration(since)} from the start`, size];
  const name = ` ${sanitize(event.type)}  id ${event.id}  `;
  const head: Row = {
    spans: [
      { text: name, style: 'strong' },
      { text: enterHint(detail), style: 'dim' },
      { text: words.join('  '), style: 'strong' },
    ],
  };
  const message = wrapWords(sanitize(event.message), Math.max(8, width - 2)).map((line) =>
    textRow(` ${line}`),
  );
  if (!detail.logPane.isWhole) return [head, ...message.slice(0, 1), textRow(` ${payload}`, 'dim')];
  const said = message.slice(0, Math.max(1, height - 4));
  if (payload === '') return [head, ...said];
  const top = detail.logPane.wholeTop;
  return [head, ...said, ...document.rows(parts, payload, top, width, height - 1 - said.length)];
}

function enterHint({ logPane }: DetailState): string {
  return logPane.isWhole ? 'Enter closes  ' : 'Enter shows it whole  ';
}
