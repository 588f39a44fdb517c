import { statusBadge } from '../../components/status-badge.ts';
import type { Run } from '../../src/model/run.ts';
import { type Row, type Span, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { padEnd, padStart } from '../../src/terminal/width.ts';
import { formatAge, formatClock, formatDuration } from '../format-time.ts';
import { lastText, runDuration, shortId, tryText } from '../run-text.ts';
import { leadWidth, type RunColumns } from './columns.ts';

export interface RunRowState {
  readonly now: number;
  readonly selected: boolean;
  /** Something was asked for and is not confirmed yet. */
  readonly asked: boolean;
  readonly clockTime: boolean;
}

export function runsHeading(columns: RunColumns, clockTime: boolean): Row {
  const cells: string[] = [
    padEnd('STATUS', columns.status),
    padEnd('RUN', columns.run),
    padEnd('TARGET', columns.target),
  ];
  cells.push(padStart(clockTime ? 'CREATED' : 'AGE', columns.age));
  if (columns.duration > 0) cells.push(padStart('DUR', columns.duration));
  if (columns.attempt > 0) cells.push(padStart('TRY', columns.attempt));
  if (columns.last > 0) cells.push(padEnd('LAST', columns.last));
  return textRow(' '.repeat(leadWidth) + cells.join(' '.repeat(columns.gap)), 'dim');
}

/** One run as a line of the list. */
export function runRow(run: Run, columns: RunColumns, state: RunRowState): Row {
  const gap = ' '.repeat(columns.gap);
  const badge = statusBadge(run.status);
  const created = Date.parse(run.createdAt);
  const spans: Span[] = [
    { text: `${state.selected ? '>' : ' '}${state.asked ? '*' : ' '}`, style: 'accent' },
    { text: padEnd(badge.text, columns.status), style: badge.style },
    { text: gap + shortId(run.id) },
    { text: gap + padEnd(sanitize(targetText(run, columns.target)), columns.target), style: 'strong' },
    {
      text:
        gap + padStart(state.clockTime ? formatClock(created) : formatAge(state.now - created), columns.age),
    },
  ];
  const duration = runDuration(run, state.now);
  if (columns.duration > 0) {
    spans.push({ text: gap + padStart(duration === null ? '' : formatDuration(duration), columns.duration) });
  }
  if (columns.attempt > 0) spans.push({ text: gap + padStart(tryText(run), columns.attempt) });
  if (columns.last > 0) spans.push({ text: gap + sanitize(lastText(run, state.now)), style: lastStyle(run) });
  return { spans, selected: state.selected };
}

/** Where there is no room the kind goes, which most runs share. */
function targetText(run: Run, width: number): string {
  const target = width < 16 ? run.target.replace(/^[^:]*:/, '') : run.target;
  return run.name === null || run.name === '' ? target : `${target} ${run.name}`;
}

function lastStyle(run: Run): Span['style'] {
  if (run.status === 'failed') return 'bad';
  return run.status === 'running' ? 'active' : 'dim';
}
