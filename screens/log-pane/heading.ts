import { formatBytes } from '../../src/lib/format-bytes.ts';
import { parseLogLine } from '../../src/model/log.ts';
import type { LineSource } from '../../src/store/line-source.ts';
import { type LineView, waitingLines } from '../../src/store/line-view.ts';
import { maxLogBytes, maxLogLines } from '../../src/store/log-lines.ts';
import { type LogPane, shownLines } from '../../src/store/log-pane.ts';
import { matchPlace } from '../../src/store/log-search.ts';
import { endByte, hasEarlier, type RunLog } from '../../src/store/run-log.ts';
import type { Row, Span } from '../../src/terminal/row.ts';
import { formatAge, formatClock, formatCount } from '../format-time.ts';

/** Shorter silences are not worth a word. */
const silenceMs = 60_000;
/** Being behind by less is the way of the network, in bytes. */
const lag = 256 * 1024;

/** What a heading says of a log besides its lines. */
export interface LogNews {
  readonly isFocused: boolean;
  /** The logs that the lines come from. */
  readonly logs: readonly RunLog[];
  /** Whether they may still grow. */
  readonly isLive: boolean;
  /** Epoch ms. */
  readonly now: number;
}

/** The line above the log: what part of it is kept, search and filters, and whether the pane follows. */
export function logHeading(name: string, pane: LogPane, source: LineSource, news: LogNews): Row {
  const kept = source.endLine - source.firstLine;
  const shown = shownLines(pane, source);
  const count = pane.passing === null ? '' : `${formatCount(shown.count)} of `;
  return heading(`${name} ${count}${formatCount(kept)} ${kept === 1 ? 'line' : 'lines'}`, pane.view, {
    waiting: waitingLines(pane.view, shown),
    isFocused: news.isFocused,
    more: [
      ...problemSpans(news.logs),
      ...searchSpans(pane, source),
      ...filterSpans(pane),
      ...silenceSpans(source, news),
      ...keptSpans(pane, news.logs),
      ...lookSpans(pane),
    ],
  });
}

/** A heading of a pane that tails. */
export function heading(
  count: string,
  view: LineView,
  { waiting, isFocused, more }: { waiting: number; isFocused: boolean; more: readonly Span[] },
): Row {
  const follow: Span = view.follow
    ? { text: '  FOLLOW', style: 'ok' }
    : { text: waiting === 0 ? '  F follows' : `  ${formatCount(waiting)} new, F follows`, style: 'warn' };
  // Whether it follows comes second: it must be seen in a narrow pane, too.
  return {
    spans: [
      { text: isFocused ? '>' : ' ', style: 'accent' },
      { text: count, style: isFocused ? 'strong' : 'dim' },
      follow,
      ...more,
    ],
  };
}

function problemSpans(logs: readonly RunLog[]): readonly Span[] {
  const problem = logs.find((log) => log.problem !== null)?.problem;
  return problem == null ? [] : [{ text: `  ${problem.message}`, style: 'bad' }];
}

function searchSpans({ search, isReadingOlder }: LogPane, source: LineSource): readonly Span[] {
  if (search === null) return [];
  const isDone =
    search.found.from <= source.firstLine && search.found.to >= source.endLine && !isReadingOlder;
  const { found, pattern } = search;
  const count = `${formatCount(matchPlace(search))} of ${formatCount(found.count)}${isDone ? '' : '+'}`;
  const said = isDone && found.count === 0 ? 'no match' : count;
  // A pattern has its slashes already.
  const typed = /^\/.+\/$/.test(pattern.typed) ? pattern.typed : `/${pattern.typed}`;
  return [{ text: `  ${said} ${typed}`, style: isDone && found.count === 0 ? 'warn' : 'accent' }];
}

function filterSpans({ filter }: LogPane): readonly Span[] {
  const words = [
    ...(filter.only === null ? [] : [`&${filter.only.typed}`]),
    ...filter.without.map(({ typed }) => `&!${typed}`),
    ...(filter.level === null ? [] : [`level>=${filter.level}`]),
    ...(filter.span === null ? [] : [spanText(filter.span)]),
  ];
  return words.map((word): Span => ({ text: `  ${word}`, style: 'accent' }));
}

function spanText({ from, to }: { readonly from: number; readonly to: number }): string {
  return `from ${formatClock(from)}${to === Number.POSITIVE_INFINITY ? '' : ` to ${formatClock(to)}`}`;
}

/** What part of the logs is kept, and what is being read. */
function keptSpans(pane: LogPane, logs: readonly RunLog[]): readonly Span[] {
  if (logs.some(({ firstByte }) => firstByte === null)) return [{ text: '  reading…', style: 'dim' }];
  const behind = logs.reduce((sum, log) => sum + Math.max(0, endByte(log) - log.nextByte), 0);
  if (behind > lag) return [{ text: `  behind by ${formatBytes(behind)}`, style: 'warn' }];
  const [log] = logs;
  if (log === undefined || log.firstByte === null || log.firstByte <= log.part.from) return [];
  if (pane.isReadingOlder) {
    const read = 1 - (log.firstByte - log.part.from) / Math.max(1, endByte(log) - log.part.from);
    return [{ text: `  reading older lines ${Math.floor(read * 100)}%`, style: 'dim' }];
  }
  if (!hasEarlier(log)) {
    const most = `${formatCount(maxLogLines)} lines or ${formatBytes(maxLogBytes)}`;
    return [{ text: `  no more than ${most} are kept`, style: 'dim' }];
  }
  return [{ text: `  from byte ${formatCount(log.firstByte)}, k at the top reads more`, style: 'dim' }];
}

/** That nothing has come for long. */
function silenceSpans(source: LineSource, { isLive, now }: LogNews): readonly Span[] {
  if (!isLive || source.endLine === source.firstLine) return [];
  const { at } = parseLogLine(source.line(source.endLine - 1));
  if (at === 0 || now - at < silenceMs) return [];
  return [{ text: `  silent for ${formatAge(now - at)}`, style: 'warn' }];
}

function lookSpans(pane: LogPane): readonly Span[] {
  const words = [
    ...(pane.wrap ? ['wrap'] : []),
    ...(pane.raw ? ['raw'] : []),
    ...(pane.fields === null ? [] : [`fields ${pane.fields.join(',')}`]),
    ...(pane.folds === null ? [] : ['similar folded']),
    ...(pane.time === 'utc' ? ['UTC'] : []),
    ...(pane.sideways > 0 ? [`from column ${pane.sideways + 1}`] : []),
  ];
  return words.map((word): Span => ({ text: `  ${word}`, style: 'dim' }));
}
