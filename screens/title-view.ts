import { formatBytes } from '../src/lib/format-bytes.ts';
import { type ConnectionState, heardAt, leastTraffic } from '../src/store/connection-state.ts';
import type { ConsoleState } from '../src/store/console-state.ts';
import type { Row, Span } from '../src/terminal/row.ts';
import { sanitize } from '../src/terminal/sanitize.ts';
import { cut, textWidth } from '../src/terminal/width.ts';
import { accessSpan } from './access-view.ts';
import { formatAge, formatMinutes } from './format-time.ts';

/** A link that tells changes by itself is as good as its last word for this long, in ms. */
const liveWordMs = 35_000;
/** Data older than this is grey. */
const oldMs = 30_000;

/**
 * The first line: product, context and project; at the right the link, the age of what is shown, what is carried, what
 * may be done, and the clock. Where it is narrow, what is carried goes first, then the age.
 */
export function titleRow(state: ConsoleState, width: number, now: number): Row {
  const { connection } = state;
  const place = placeText(connection);
  const name = ' vfjobs  ';
  const room = width - name.length - 1;
  const right = mostThatFits(rightSpans(state, now), room - textWidth(sanitize(place)));
  const rightWidth = widthOf(right);
  const shown = cut(sanitize(place), Math.max(0, room - rightWidth));
  const space = ' '.repeat(Math.max(1, width - name.length - textWidth(shown) - rightWidth));
  const placeStyle = connection.isProduction ? 'warn' : 'plain';
  return {
    spans: [{ text: name, style: 'strong' }, { text: shown, style: placeStyle }, { text: space }, ...right],
  };
}

function placeText({ contextName, project, isProduction }: ConnectionState): string {
  const place = project === null ? contextName : `${contextName} / ${project}`;
  return isProduction ? `${place} (production)` : place;
}

/** A part of the right side; those with the highest rank are left out first, those without one never. */
interface Part extends Span {
  readonly rank: number;
}

function rightSpans(state: ConsoleState, now: number): readonly Part[] {
  const { connection, held } = state;
  // The client's times, and what people call the time, are those of this machine.
  const localNow = now - connection.clockSkewMs;
  const link = connection.phase === 'failed' ? null : connection.link;
  return [
    ...(held ? [{ text: 'HELD  ', style: 'warn' as const, rank: 0 }] : []),
    ...(connection.isSlow ? [{ text: 'SLOW  ', style: 'warn' as const, rank: 0 }] : []),
    { ...linkSpan(link, localNow), rank: 0 },
    ...ageParts(connection, now),
    ...trafficParts(connection),
    ...skewParts(connection),
    { ...accessSpan(state, now), rank: 0 },
    { text: `  ${formatMinutes(localNow)} `, rank: 0 },
  ];
}

function mostThatFits(parts: readonly Part[], room: number): readonly Part[] {
  const highest = Math.max(...parts.map(({ rank }) => rank));
  if (highest === 0 || widthOf(parts) <= room) return parts;
  return mostThatFits(
    parts.filter(({ rank }) => rank < highest),
    room,
  );
}

function widthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, span) => sum + textWidth(span.text), 0);
}

/** How old what is shown is; nothing while the link tells every change by itself. */
function ageParts(connection: ConnectionState, now: number): readonly Part[] {
  const { link, phase } = connection;
  const dataAt = heardAt(connection);
  if (phase !== 'ready' || dataAt === null) return [];
  const age = Math.max(0, now - dataAt);
  if (link.kind === 'live' && age < liveWordMs) return [];
  const isCurrent = link.kind === 'live' || link.kind === 'polling';
  const text = age < 10_000 && isCurrent ? `${(age / 1000).toFixed(1)}s old` : `${formatAge(age)} old`;
  return [{ text: `  ${text}`, style: age > oldMs ? 'dim' : 'plain', rank: 2 }];
}

function trafficParts({ traffic, contextName, isSlow }: ConnectionState): readonly Part[] {
  // Of the executor of this machine they say nothing; :net has them all the same.
  if (traffic === null || (contextName === 'local' && !isSlow)) return [];
  const { bytesIn, bytesOut, roundTripMs } = traffic;
  const rtt = roundTripMs === null ? '' : `  rtt ${formatRoundTrip(roundTripMs)}`;
  return [
    { text: `  net ${formatTraffic(bytesIn + bytesOut)}/s`, style: 'dim', rank: 4 },
    { text: rtt, style: 'dim', rank: 5 },
  ];
}

/** Bytes in a second, in steps. */
export function formatTraffic(bytes: number): string {
  if (bytes < leastTraffic) return `<${leastTraffic} B`;
  return formatBytes(bytes < 1024 ? stepped(bytes) : 1024 * stepped(bytes / 1024));
}

function formatRoundTrip(ms: number): string {
  if (ms < 10) return '<10ms';
  const shown = stepped(ms);
  return shown < 1000 ? `${shown}ms` : `${shown / 1000}s`;
}

/** A figure in the title is sent anew whenever it changes: steps that a measurement stays on for a while, such as 15, 20, 30 and 200. */
export function stepped(value: number): number {
  if (value < 1) return 0;
  const unit = 10 ** Math.floor(Math.log10(value));
  const leading = value / unit;
  return unit * (leading < 2 ? Math.round(leading * 2) / 2 : Math.round(leading));
}

function skewParts({ clockSkewMs }: ConnectionState): readonly Part[] {
  if (clockSkewMs === 0) return [];
  // The server's clock is taken for right: ages are told by it.
  const text = `  clock ${formatAge(Math.abs(clockSkewMs))} ${clockSkewMs > 0 ? 'behind' : 'ahead'}`;
  return [{ text, style: 'warn', rank: 1 }];
}

function linkSpan(link: ConnectionState['link'] | null, now: number): Span {
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
