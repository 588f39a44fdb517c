import { statusBadge } from '../../components/status-badge.ts';
import { formatDuration } from '../../src/lib/format-duration.ts';
import type { FailureCodes } from '../../src/model/fingerprint.ts';
import type { SlimRun } from '../../src/model/slim-run.ts';
import { type BatchState, batchRow, isUncut, listedRuns } from '../../src/store/batch-state.ts';
import { type Row, type Span, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { padEnd, padStart } from '../../src/terminal/width.ts';
import { formatClock, formatCount } from '../format-time.ts';
import { shortId } from '../run-text.ts';
import { windowTop } from '../window-top.ts';

interface Columns {
  readonly number: number;
  readonly given: number;
  readonly attempt: number;
  readonly started: number;
  readonly duration: number;
}

function columnsFor(width: number): Columns {
  return {
    number: width >= 72 ? 6 : 0,
    given: width >= 100 ? Math.floor(width * 0.2) : 0,
    attempt: width >= 90 ? 5 : 0,
    started: width >= 72 ? 8 : 0,
    duration: width >= 60 ? 7 : 0,
  };
}

/** The list of runs: heading and the rows in view around the cursor. @param top the former first row */
export function batchRunRows(
  state: BatchState,
  order: readonly SlimRun[],
  codes: FailureCodes,
  view: { readonly width: number; readonly height: number; readonly top: number; readonly now: number },
): { readonly rows: readonly Row[]; readonly top: number } {
  const runs = listedRuns(state);
  const columns = columnsFor(view.width);
  const heading = headingRow(state, runs.length, columns, view.width);
  const body = Math.max(1, view.height - 1);
  if (runs.length === 0) return { rows: [heading, emptyRow(state)], top: 0 };
  const cursor = batchRow(state);
  const top = windowTop(view.top, cursor, runs.length, body);
  const rows = runs.slice(top, top + body).map((run, index) => {
    const selected = top + index === cursor;
    return runRow(run, {
      columns,
      number: order.indexOf(run) + 1,
      code: run.fingerprint === null ? '' : codes.of(run.fingerprint),
      selected,
      isFocused: state.focus === 'list',
      now: view.now,
    });
  });
  return { rows: [heading, ...rows], top };
}

function emptyRow(state: BatchState): Row {
  if (state.isReading) return textRow('  reading the runs…', 'dim');
  return textRow(
    isUncut(state.cut) ? '  No run of this batch was found.' : '  No run matches. Esc shows them all again.',
    'dim',
  );
}

function headingRow(state: BatchState, count: number, columns: Columns, width: number): Row {
  const cells = [
    padEnd('STATUS', 11),
    ...cell(columns.number, padStart('#', columns.number)),
    padEnd('RUN', 8),
    ...cell(columns.given, padEnd('GIVEN', columns.given)),
    ...cell(columns.attempt, padStart('TRY', columns.attempt)),
    ...cell(columns.started, padEnd('STARTED', columns.started)),
    ...cell(columns.duration, padStart('DUR', columns.duration)),
    width >= 60 ? `LAST ERROR (${cutText(state, count)})` : cutText(state, count),
  ];
  return textRow(`  ${cells.join('  ')}`, state.focus === 'list' ? 'accent' : 'dim');
}

/** What the list shows of the runs, in words. */
function cutText({ cut, order }: BatchState, count: number): string {
  const parts = [
    ...(cut.slice === null ? [] : ['one slice']),
    ...(cut.fingerprint === null ? [] : ['one fingerprint']),
    ...(cut.text === '' ? [] : [`“${sanitize(cut.text)}”`]),
    order === 'start' ? 'in order' : 'failed first',
  ];
  return `${formatCount(count)}: ${parts.join(', ')}`;
}

interface RunLook {
  readonly columns: Columns;
  readonly number: number;
  readonly code: string;
  readonly selected: boolean;
  readonly isFocused: boolean;
  readonly now: number;
}

function runRow(run: SlimRun, { columns, number, code, selected, isFocused, now }: RunLook): Row {
  const badge = statusBadge(run.status);
  const spans: Span[] = [
    { text: selected ? '> ' : '  ', style: isFocused ? 'accent' : 'dim' },
    { text: padEnd(badge.text, 11), style: badge.style },
    ...cell(columns.number, {
      text: `  ${padStart(formatCount(number), columns.number)}`,
      style: 'dim' as const,
    }),
    { text: `  ${padEnd(sanitize(shortId(run.id)), 8)}` },
    ...cell(columns.given, { text: `  ${padEnd(sanitize(run.given), columns.given)}` }),
    ...cell(columns.attempt, { text: `  ${padStart(tryText(run), columns.attempt)}` }),
    ...cell(columns.started, {
      text: `  ${padEnd(run.startedAt === null ? '' : formatClock(run.startedAt), columns.started)}`,
    }),
    ...cell(columns.duration, { text: `  ${padStart(durationText(run, now), columns.duration)}` }),
    { text: run.message === null ? '' : `  ${code} ${sanitize(run.message)}`, style: 'bad' },
  ];
  return { spans, selected: selected && isFocused };
}

function tryText({ attempt, backoffLimit }: SlimRun): string {
  if (attempt === null) return '';
  return backoffLimit === null ? String(attempt) : `${attempt}/${backoffLimit + 1}`;
}

function durationText({ durationMs, startedAt, status }: SlimRun, now: number): string {
  if (durationMs !== null) return formatDuration(durationMs);
  return startedAt === null || status !== 'running' ? '' : formatDuration(now - startedAt);
}

function cell<Part>(width: number, part: Part): readonly Part[] {
  return width === 0 ? [] : [part];
}
