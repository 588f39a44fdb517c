import type { DetailState } from '../../src/store/detail-state.ts';
import { linesOf } from '../../src/store/scroll-detail.ts';
import { waitingLines } from '../../src/store/tail-view.ts';
import type { Row, Span } from '../../src/terminal/row.ts';
import { formatCount } from '../format-time.ts';

/** The line above the events: how many, and whether the pane follows. */
export function eventsHeading(detail: DetailState): Row {
  const { events, dropped } = detail.events;
  const count = `EVENTS ${formatCount(events.length)}${dropped > 0 ? ` (first ${formatCount(dropped)} dropped)` : ''}`;
  return heading(detail, 'events', [{ text: count }]);
}

/** The line above the log: what part of it is loaded, the search, and whether the pane follows. */
export function logHeading(detail: DetailState): Row {
  const { log, search } = detail;
  const kept = log.lines.endLine - log.lines.firstLine;
  const spans: Span[] = [{ text: `LOG ${formatCount(kept)} ${kept === 1 ? 'line' : 'lines'}` }];
  if (detail.logProblem !== null) spans.push({ text: `  ${detail.logProblem.message}`, style: 'bad' });
  else if (log.firstByte === null) spans.push({ text: '  reading…', style: 'dim' });
  else if (log.firstByte > 0)
    spans.push({ text: `  from byte ${formatCount(log.firstByte)}, k at the top reads more`, style: 'dim' });
  if (search !== null) {
    const place = search.current === null ? 0 : search.matches.indexOf(search.current) + 1;
    spans.push({
      text: `  /${search.pattern} ${place} of ${formatCount(search.matches.length)}`,
      style: 'accent',
    });
  }
  if (detail.wrap) spans.push({ text: '  wrap', style: 'dim' });
  return heading(detail, 'log', spans);
}

function heading(detail: DetailState, pane: 'events' | 'log', spans: readonly Span[]): Row {
  const view = pane === 'log' ? detail.logView : detail.eventsView;
  const waiting = waitingLines(view, linesOf(detail, pane));
  const focused = detail.pane === pane;
  const follow: Span = view.follow
    ? { text: '  FOLLOW', style: 'ok' }
    : { text: waiting === 0 ? '  F follows' : `  ${formatCount(waiting)} new, F follows`, style: 'warn' };
  const first: Span = { text: focused ? '>' : ' ', style: 'accent' };
  const [count, ...rest] = spans.map((span) => ({
    ...span,
    style: span.style ?? (focused ? 'strong' : 'dim'),
  }));
  // Whether it follows comes second: it must be seen in a narrow pane, too.
  return { spans: [first, ...(count === undefined ? [] : [count]), follow, ...rest] };
}
