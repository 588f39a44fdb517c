import { statusBadge } from '../../components/status-badge.ts';
import { formatDuration } from '../../src/lib/format-duration.ts';
import type { Run } from '../../src/model/run.ts';
import type { ChildrenState } from '../../src/store/children-state.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { cut, padEnd, padStart } from '../../src/terminal/width.ts';
import { formatClock, formatCount } from '../format-time.ts';
import { lastText, runDuration, shortId } from '../run-text.ts';
import { said } from '../said.ts';
import { plainRows, type StopRow } from '../stop-row.ts';
import { runStop } from './links.ts';

/** Children that are drawn; what is beyond them is counted. */
const maxDrawn = 2_000;

/** The runs that this one started, oldest first, and where they were looked for. */
export function childTabRows(
  state: ConsoleState,
  children: ChildrenState,
  width: number,
  now: number,
): readonly StopRow[] {
  const { runs } = children;
  const ids = runs.map(({ id }) => id);
  const targetWidth = Math.max(12, Math.min(40, Math.floor(width / 3)));
  const heading = `   ${padEnd('STATUS', 11)} ${padEnd('RUN', 8)}  ${padEnd('TARGET', targetWidth)}  ${padEnd('CREATED', 8)}  ${padStart('DUR', 7)}  LAST`;
  const rows = runs.slice(0, maxDrawn).map((child) => ({
    row: childRow(state.runs.list.byId.get(child.id) ?? child, targetWidth, now),
    stop: runStop(child.id, ids, 'Children of'),
  }));
  const more = runs.length - rows.length;
  return [
    ...plainRows(said(lookedText(state, children), width, 'dim')),
    ...(runs.length === 0 ? [] : plainRows([textRow(''), textRow(heading, 'dim')])),
    ...rows,
    ...(more > 0 ? plainRows([textRow(`   and ${formatCount(more)} more`, 'dim')]) : []),
  ];
}

function childRow(run: Run, targetWidth: number, now: number): Row {
  const badge = statusBadge(run.status);
  const duration = runDuration(run, now);
  return {
    spans: [
      { text: '   ' },
      { text: padEnd(badge.text, 11), style: badge.style },
      { text: ` ${shortId(run.id)}  ` },
      { text: padEnd(cut(sanitize(run.target), targetWidth), targetWidth), style: 'strong' },
      { text: `  ${formatClock(Date.parse(run.createdAt))}  ` },
      { text: `${padStart(duration === null ? '' : formatDuration(duration), 7)}  ` },
      { text: sanitize(lastText(run, now)), style: run.status === 'failed' ? 'bad' : 'dim' },
    ],
  };
}

/** What is sure, and what is not: no server tells the children of a run. */
function lookedText(state: ConsoleState, { runs, looked, seen, isCut, problem }: ChildrenState): string {
  const found =
    runs.length === 0
      ? 'No children'
      : `${formatCount(runs.length)} ${runs.length === 1 ? 'child' : 'children'}`;
  if (looked === 'reading') return `${found} so far; looking through the runs created since this one…`;
  if (problem !== null)
    return `${found} among the runs that are loaded; the others could not be read: ${problem.message}`;
  if (looked === 'loaded') {
    return `${found} among the ${formatCount(state.runs.list.order.length)} runs that are loaded.`;
  }
  const which = isCut ? `the newest ${formatCount(seen)} runs` : `the ${formatCount(seen)} runs`;
  return `${found} among ${which} created since this one; servers do not filter by parent.`;
}
