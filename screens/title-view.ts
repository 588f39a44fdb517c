import type { ConsoleState } from '../src/store/console-state.ts';
import type { Row, Span } from '../src/terminal/row.ts';
import { sanitize } from '../src/terminal/sanitize.ts';
import { cut, textWidth } from '../src/terminal/width.ts';
import { accessSpan } from './access-view.ts';
import { formatMinutes } from './format-time.ts';

/** The first line: product, context and project; at the right the link, what may be done, and the clock. */
export function titleRow(state: ConsoleState, width: number, now: number): Row {
  const { connection } = state;
  const place = [connection.contextName, connection.project].filter((part) => part !== null).join(' / ');
  const link = linkSpan(connection.phase === 'failed' ? null : connection.link, now);
  const right: Span[] = [
    ...(state.held ? [{ text: 'HELD  ', style: 'warn' as const }] : []),
    link,
    accessSpan(state, now),
    { text: `  ${formatMinutes(now)} ` },
  ];
  const rightWidth = right.reduce((sum, span) => sum + textWidth(span.text), 0);
  const name = ' vfjobs  ';
  const room = width - rightWidth - name.length - 1;
  const shown = cut(sanitize(place), Math.max(0, room));
  const space = ' '.repeat(Math.max(1, width - name.length - textWidth(shown) - rightWidth));
  return { spans: [{ text: name, style: 'strong' }, { text: shown }, { text: space }, ...right] };
}

function linkSpan(link: ConsoleState['connection']['link'] | null, now: number): Span {
  if (link === null) return { text: 'NO SERVER', style: 'bad' };
  switch (link.kind) {
    case 'connecting':
      return { text: 'connecting', style: 'dim' };
    case 'live':
      return { text: 'LIVE', style: 'ok' };
    case 'polling':
      return { text: 'POLL', style: 'warn' };
    case 'offline': {
      const seconds = Math.max(0, Math.ceil((link.nextTryAt - now) / 1000));
      return { text: `OFFLINE next try in ${seconds}s`, style: 'bad' };
    }
    case 'refused':
      return { text: 'REFUSED', style: 'bad' };
  }
}
