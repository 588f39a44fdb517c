import type { RunEvent } from '../../src/model/event.ts';
import type { DetailState, TimeMode } from '../../src/store/detail-state.ts';
import { linesOf } from '../../src/store/scroll-detail.ts';
import { firstShown } from '../../src/store/tail-view.ts';
import type { Row, Span, StyleName } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { cut } from '../../src/terminal/width.ts';
import { formatClock, formatDuration } from '../format-time.ts';
import { dropCells } from '../wrap-text.ts';

const typeWidth = 16;
/** A longer type is cut: the message is to be seen, too. */
const longestType = 24;

/** The events in view, oldest first. */
export function eventRows(detail: DetailState, height: number): readonly Row[] {
  const lines = linesOf(detail, 'events');
  const first = firstShown(detail.eventsView, lines, height) - lines.first;
  const start = Date.parse(detail.run?.createdAt ?? '') || 0;
  return detail.events.events
    .slice(first, first + height)
    .map((event) => eventRow(event, detail.time, start, detail.sideways));
}

function eventRow(event: RunEvent, time: TimeMode, start: number, sideways = 0): Row {
  const at = Date.parse(event.createdAt);
  const spans: Span[] = [{ text: ' ' }];
  if (time === 'local') spans.push({ text: `${formatClock(at)} `, style: 'dim' });
  if (time === 'relative') {
    spans.push({ text: `${`+${formatDuration(at - start)}`.padStart(8)} `, style: 'dim' });
  }
  const type = cut(sanitize(event.type), longestType);
  spans.push({ text: `${type.padEnd(typeWidth)} `, style: styleOf(event) });
  return { spans: [...spans, { text: dropCells(sanitize(event.message), sideways) }] };
}

function styleOf(event: RunEvent): StyleName {
  if (event.level === 'error') return 'bad';
  if (event.level === 'warn') return 'warn';
  if (event.level === 'debug') return 'dim';
  return event.type === 'run.completed' ? 'ok' : 'active';
}
