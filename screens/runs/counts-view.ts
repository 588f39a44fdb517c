import { statusGlyph, statusStyle } from '../../components/status-badge.ts';
import { type RunStatus, runStatuses } from '../../src/model/run-status.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { isEverything } from '../../src/store/filter-runs.ts';
import { totalOf } from '../../src/store/read-counts.ts';
import { rowCount } from '../../src/store/run-list.ts';
import { isNewestFirst, sortText } from '../../src/store/run-sort.ts';
import type { GroupsShown, RunsState } from '../../src/store/runs-state.ts';
import { type Row, type Span, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { cut, textWidth } from '../../src/terminal/width.ts';
import { formatCount } from '../format-time.ts';

/** Second line of the runs screen: how many runs of the project are in each status. */
export function countsRow({ runs }: ConsoleState, width: number): Row {
  const { counts } = runs;
  if (counts === null) {
    return textRow(runs.phase === 'ready' ? ' this server tells no counts' : '', 'dim');
  }
  const spans = runStatuses.map((status): Span => {
    const count = formatCount(counts[status]);
    const label = statusLabel(status, width);
    return { text: ` ${label}${count} `, style: counts[status] === 0 ? 'dim' : statusStyle(status) };
  });
  return { spans };
}

/** Third line: what is shown of them, in which order, and who chose. What is narrow leaves out what is said last. */
export function shownRow({ runs }: ConsoleState, width: number): Row {
  const look: Span[] = [];
  if (runs.view !== null) look.push({ text: `view: ${sanitize(runs.view)}  `, style: 'strong' });
  if (runs.filterText !== '') look.push({ text: `${sanitize(runs.filterText)}  `, style: 'accent' });
  if (!isNewestFirst(runs.sort)) look.push({ text: `sort: ${sortText(runs.sort)}  `, style: 'strong' });
  const room = Math.max(Math.floor(width * 0.6), width - 2 - widthOf(look));
  const numbers = fitting(numbersOf(runs), room);
  return { spans: [{ text: ' ' }, ...cutSpans(look, width - 1 - widthOf(numbers)), ...numbers] };
}

/** The weightiest first. */
function numbersOf(runs: RunsState): readonly Span[] {
  const spans = runs.groups === null ? countSpans(runs) : groupSpans(runs.groups);
  if (runs.rangeFrom !== null) spans.unshift({ text: 'v marks to here, Esc leaves  ', style: 'warn' });
  if (runs.marks.size > 0) spans.unshift({ text: `${markedText(runs)}  `, style: 'accent' });
  if (runs.markingAll) {
    const read = formatCount(runs.list.order.length);
    const of = runs.matching === null ? ofAll(runs) : ` of ${formatCount(runs.matching)}`;
    spans.unshift({ text: `marking all: ${read}${of} read, Esc stops  `, style: 'warn' });
  } else if (runs.loadingMore) spans.push({ text: '  reading more…', style: 'dim' });
  if (runs.arranging) spans.push({ text: '  putting in order…', style: 'dim' });
  return spans;
}

/** With the number that `A` would mark, where the server tells it. */
function markedText({ marks, matching, query, counts, matchedBy }: RunsState): string {
  const total = counts === null ? null : totalOf(counts);
  const all = matchedBy === 'console' ? null : isEverything(query) ? total : matching;
  const more = all !== null && all > marks.size ? `, A = all ${formatCount(all)}` : '';
  return `${formatCount(marks.size)} marked${more}`;
}

function groupSpans({ groups }: GroupsShown): Span[] {
  const count = groups.byName.size;
  return [{ text: `${formatCount(count)} ${count === 1 ? 'group' : 'groups'} by ${groups.by}` }];
}

function countSpans(runs: RunsState): Span[] {
  const loaded = runs.list.order.length;
  if (runs.phase !== 'ready' && loaded === 0) return [];
  if (runs.matchedBy === 'console') return localSpans(runs);
  if (!isEverything(runs.query)) return serverSpans(runs);
  if (runs.nextCursor !== null)
    return [{ text: `${formatCount(loaded)}${ofAll(runs)} loaded`, style: 'dim' }];
  return [{ text: `${formatCount(loaded)} ${loaded === 1 ? 'run' : 'runs'}`, style: 'dim' }];
}

function localSpans(runs: RunsState): Span[] {
  const of = runs.nextCursor === null ? '' : ofAll(runs);
  return [
    { text: `${formatCount(rowCount(runs.list))} match` },
    { text: ', local', style: 'warn' },
    { text: `: over ${formatCount(runs.list.order.length)}${of} loaded`, style: 'warn' },
  ];
}

function serverSpans({ counts, list, matching, nextCursor }: RunsState): Span[] {
  const loaded = formatCount(list.order.length);
  // A server that tells no counts: what is loaded is all that is known.
  if (matching === null) {
    const more = nextCursor === null ? `${loaded} match` : `${loaded} loaded, match`;
    return [{ text: more }, { text: 'ed by server' }];
  }
  const total = counts === null ? matching : totalOf(counts);
  return [
    { text: `${formatCount(matching)} of ${formatCount(total)} match` },
    { text: 'ed by server' },
    ...(nextCursor === null ? [] : [{ text: `, ${loaded} loaded`, style: 'dim' as const }]),
  ];
}

/** ` of 18,702`, where the server tells and not all of them are loaded. */
function ofAll({ counts, list }: RunsState): string {
  const total = counts === null ? 0 : totalOf(counts);
  return total > list.order.length ? ` of ${formatCount(total)}` : '';
}

/** As many of the first spans as there is room for. */
function fitting(spans: readonly Span[], room: number): readonly Span[] {
  let left = room;
  return spans.filter(({ text }, index) => {
    left -= textWidth(text);
    return index === 0 || left >= 0;
  });
}

function cutSpans(spans: readonly Span[], room: number): readonly Span[] {
  let left = room;
  return spans.flatMap(({ text, style }) => {
    const shown = textWidth(text) <= left ? text : `${cut(text.trimEnd(), Math.max(0, left - 2))}  `;
    if (left < 6) return [];
    left -= textWidth(shown);
    return [{ text: shown, style }];
  });
}

function widthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { text }) => sum + textWidth(text), 0);
}

/** Glyph and word; the word shorter or gone where the screen is narrow. */
function statusLabel(status: RunStatus, width: number): string {
  const glyph = statusGlyph(status);
  if (width < 60) return glyph;
  return width < 96 ? `${glyph}${shortNames[status]} ` : `${glyph} ${status} `;
}

const shortNames: Readonly<Record<RunStatus, string>> = {
  pending: 'pend',
  running: 'run',
  waiting: 'wait',
  completed: 'done',
  failed: 'fail',
  cancelled: 'canc',
};
