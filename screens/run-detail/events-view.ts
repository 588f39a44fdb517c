import { formatDuration } from '../../src/lib/format-duration.ts';
import type { RunEvent } from '../../src/model/event.ts';
import type { TimeMode } from '../../src/model/time-mode.ts';
import type { DetailState } from '../../src/store/detail-state.ts';
import { shownEvents } from '../../src/store/events-pane.ts';
import { cursorPlace, firstPlace } from '../../src/store/line-view.ts';
import type { Row, Span, StyleName } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { cut } from '../../src/terminal/width.ts';
import { formatClock, formatUtcClock } from '../format-time.ts';
import { dropCells } from '../wrap-text.ts';

const typeWidth = 16;
/** A longer type is cut: the message is to be seen, too. */
const longestType = 24;

/** The events in view, oldest first. */
export function eventRows(detail: DetailState, height: number): readonly Row[] {
  const { events, eventsPane, logPane } = detail;
  const shown = shownEvents(events, eventsPane.level);
  const first = firstPlace(eventsPane.view, shown, height);
  const cursor = cursorPlace(eventsPane.view, shown);
  const start = Date.parse(detail.run?.createdAt ?? '') || 0;
  const rows: Row[] = [];
  for (let place = first; place < Math.min(shown.count, first + height); place++) {
    const event = events.events[shown.at(place) - events.dropped];
    if (event === undefined) continue;
    const margin: Span = { text: place === cursor ? '>' : ' ', style: 'accent' };
    rows.push({ spans: [margin, ...eventSpans(event, logPane.time, start, logPane.sideways)] });
  }
  return rows;
}

function eventSpans(event: RunEvent, time: TimeMode, start: number, sideways: number): readonly Span[] {
  const type = cut(sanitize(event.type), longestType);
  return [
    { text: timeText(Date.parse(event.createdAt), time, start), style: 'dim' },
    { text: `${type.padEnd(typeWidth)} `, style: styleOf(event) },
    { text: dropCells(sanitize(event.message), sideways) },
  ];
}

function timeText(at: number, time: TimeMode, start: number): string {
  if (time === 'none') return '';
  if (time === 'local') return `${formatClock(at)} `;
  if (time === 'utc') return `${formatUtcClock(at)} `;
  return `${`+${formatDuration(at - start)}`.padStart(8)} `;
}

function styleOf(event: RunEvent): StyleName {
  if (event.level === 'error') return 'bad';
  if (event.level === 'warn') return 'warn';
  if (event.level === 'debug') return 'dim';
  return event.type === 'run.completed' ? 'ok' : 'active';
}
