import { statusGlyph, statusStyle } from '../../components/status-badge.ts';
import { type RunStatus, runStatuses } from '../../src/model/run-status.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { totalOf } from '../../src/store/read-counts.ts';
import { type Row, type Span, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
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

/** Third line: what is shown of them. */
export function shownRow({ runs }: ConsoleState): Row {
  const total = runs.counts === null ? null : totalOf(runs.counts);
  const loaded = runs.list.order.length;
  const spans: Span[] = [{ text: ' ' }];
  if (runs.filterText !== '') spans.push({ text: `${sanitize(runs.filterText)}  `, style: 'accent' });
  const all = runs.filterText === '' ? total : runs.matching;
  if (runs.filterText !== '' && all !== null) {
    spans.push({ text: `${formatCount(all)} of ${formatCount(total ?? all)} match` });
    if (loaded < all) spans.push({ text: `, ${formatCount(loaded)} loaded`, style: 'dim' });
  } else if (runs.nextCursor !== null) {
    spans.push({
      text: `${formatCount(loaded)}${all === null ? '' : ` of ${formatCount(all)}`} loaded`,
      style: 'dim',
    });
  } else if (runs.phase === 'ready') {
    spans.push({ text: `${formatCount(loaded)} ${loaded === 1 ? 'run' : 'runs'}`, style: 'dim' });
  }
  if (runs.loadingMore) spans.push({ text: '  reading more…', style: 'dim' });
  return { spans };
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
