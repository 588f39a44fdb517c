import { statusBadge } from '../../components/status-badge.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { rowOf } from '../../src/store/run-list.ts';
import { type Row, type Span, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { formatCount, formatDuration } from '../format-time.ts';
import { lastText, runDuration, shortId, tryText } from '../run-text.ts';

/** The line that says which run this is, and where in the list. */
export function pathRow(state: ConsoleState): Row {
  const id = state.detail?.runId ?? '';
  const row = rowOf(state.runs.list, id);
  const place =
    row < 0 ? '' : `   run ${formatCount(row + 1)} of ${formatCount(state.runs.list.order.length)}`;
  const filter = state.runs.filterText === '' ? '' : ` ${sanitize(state.runs.filterText)}`;
  return {
    spans: [
      { text: ` Runs${filter} > `, style: 'dim' },
      { text: shortId(id), style: 'strong' },
      { text: place, style: 'dim' },
    ],
  };
}

/** The line that says how the run is. */
export function runHeadRow(state: ConsoleState, _width: number, now: number): Row {
  const run = state.detail?.run ?? null;
  if (run === null) {
    const problem = state.detail?.problem ?? null;
    return problem === null ? textRow(' reading the run…', 'dim') : textRow(` x ${problem.message}`, 'bad');
  }
  const badge = statusBadge(run.status);
  const duration = runDuration(run, now);
  const spans: Span[] = [
    { text: ` ${badge.text}`, style: badge.style },
    { text: `  ${sanitize(run.target)}`, style: 'strong' },
  ];
  if (tryText(run) !== '') spans.push({ text: `  try ${tryText(run)}` });
  if (duration !== null) spans.push({ text: `  ${formatDuration(duration)}` });
  spans.push({
    text: `  ${sanitize(lastText(run, now))}`,
    style: run.status === 'failed' ? 'bad' : 'active',
  });
  return { spans };
}
