import { formatBytes } from '../../src/lib/format-bytes.ts';
import { formatDuration } from '../../src/lib/format-duration.ts';
import type { DetailState } from '../../src/store/detail-state.ts';
import { selectedEvent } from '../../src/store/scroll-events.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { documentRows } from '../log-pane/whole-line.ts';
import { wrapWords } from '../wrap-text.ts';

/** The event under the cursor with its payload: in one row as it came, or set out where there is room. */
export function wholeEventRows(detail: DetailState, width: number, height: number): readonly Row[] {
  const event = selectedEvent(detail, true);
  if (event === null) return [textRow(' no event', 'dim')];
  const payload = event.payload === null ? '' : JSON.stringify(event.payload);
  const since = Date.parse(event.createdAt) - (Date.parse(detail.run?.createdAt ?? '') || 0);
  const size = payload === '' ? 'no payload' : `payload ${formatBytes(Buffer.byteLength(payload))}`;
  const words = [event.type, `id ${event.id}`, event.level, `+${formatDuration(since)} from the start`, size];
  const head = { spans: [{ text: ` ${words.join('  ')}`, style: 'strong' as const }, enterHint(detail)] };
  const message = wrapWords(sanitize(event.message), Math.max(8, width - 2)).map((line) =>
    textRow(` ${line}`),
  );
  if (!detail.logPane.isWhole) return [head, ...message.slice(0, 1), textRow(` ${payload}`, 'dim')];
  const said = message.slice(0, Math.max(1, height - 4));
  return [head, ...said, ...(payload === '' ? [] : documentRows(payload, width, height - 1 - said.length))];
}

function enterHint({ logPane }: DetailState) {
  return { text: logPane.isWhole ? '   Enter closes' : '   Enter shows it whole', style: 'dim' as const };
}
