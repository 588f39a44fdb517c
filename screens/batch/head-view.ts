import { sparkline } from '../../components/sparkline.ts';
import { statusGlyph, statusStyle } from '../../components/status-badge.ts';
import { formatDuration } from '../../src/lib/format-duration.ts';
import { batchRate } from '../../src/model/batch-rate.ts';
import { isTerminal, runStatuses, type StatusCounts } from '../../src/model/run-status.ts';
import type { SlimRun } from '../../src/model/slim-run.ts';
import { maxBatchRuns } from '../../src/store/batch-runs.ts';
import { type BatchState, batchCounts } from '../../src/store/batch-state.ts';
import { type Row, type Span, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { formatAge, formatClock, formatCount, formatMinutes } from '../format-time.ts';
import { batchName } from './batch-name.ts';
import { progressBar } from './progress-bar.ts';

/** The lines on the batch as a whole, the most telling first. @param now epoch ms */
export function batchHeadRows(
  state: BatchState,
  order: readonly SlimRun[],
  width: number,
  now: number,
): readonly Row[] {
  const counts = batchCounts(state);
  return [
    nameRow(state, counts, width, now),
    countsRow(state, counts, width, now),
    barRow(counts, width),
    rateRow(state, order, width, now),
  ];
}

/** The two lines that are shown where there is no room for more. */
export function batchShortHead(state: BatchState, width: number): readonly Row[] {
  const counts = batchCounts(state);
  const spans = runStatuses.flatMap((status): Span[] =>
    counts[status] === 0
      ? []
      : [{ text: ` ${statusGlyph(status)}${formatCount(counts[status])}`, style: statusStyle(status) }],
  );
  return [
    { spans: [{ text: ` ${nameOf(state, width)} `, style: 'strong' }, ...spans] },
    barRow(counts, width),
  ];
}

/** Beside it there is to be room for what the batch is of, and how it stands. */
function nameOf({ batchId }: BatchState, width: number): string {
  return sanitize(batchName(batchId, Math.floor(width / 3)));
}

function nameRow(state: BatchState, counts: StatusCounts, width: number, now: number): Row {
  const { batch } = state;
  const total = runStatuses.reduce((sum, status) => sum + counts[status], 0);
  const started = batch === null ? null : Date.parse(batch.createdAt);
  const spans: Span[] = [
    { text: ` ${nameOf(state, width)}`, style: 'strong' },
    { text: batch === null ? '' : `  ${sanitize(batch.target ?? 'several targets')}` },
    { text: `  ${formatCount(total)} ${total === 1 ? 'run' : 'runs'}` },
    { text: started === null ? '' : `  created ${formatClock(started)}, ${formatAge(now - started)} ago` },
    ...readingSpans(state, total),
  ];
  if (batch?.retriedCount != null && batch.retriedCount > 0) {
    spans.push({ text: `  ${formatCount(batch.retriedCount)} of the failed were retried`, style: 'dim' });
  }
  return { spans };
}

/** How much of it is known here, while that is not all. */
function readingSpans(state: BatchState, total: number): readonly Span[] {
  const loaded = formatCount(state.runs.byId.size);
  if (state.problem !== null) {
    return [{ text: `  ${loaded} loaded: ${sanitize(state.problem.message)}`, style: 'bad' }];
  }
  if (state.isReading && !state.isWhole) {
    const passed = state.passedOver === 0 ? '' : `, ${formatCount(state.passedOver)} of others passed over`;
    return [{ text: `  reading ${loaded} of ${formatCount(total)}${passed}…`, style: 'warn' }];
  }
  if (state.isWhole || state.batch === null) return [];
  const why = state.runs.byId.size >= maxBatchRuns ? 'the most that is kept' : 'not all were found';
  return [{ text: `  ${loaded} loaded: ${why}`, style: 'warn' }];
}

function countsRow(state: BatchState, counts: StatusCounts, width: number, now: number): Row {
  const total = Math.max(
    1,
    runStatuses.reduce((sum, status) => sum + counts[status], 0),
  );
  const spans = (['completed', 'failed', 'running', 'waiting', 'pending', 'cancelled'] as const)
    // What a batch seldom has is told when it has it.
    .filter((status) => counts[status] > 0 || (status !== 'waiting' && status !== 'cancelled'))
    .map((status): Span => {
      const count = counts[status];
      const isShare = isTerminal(status) && count > 0 && width >= 100;
      const share = isShare ? ` (${Math.round((100 * count) / total)}%)` : '';
      const name = width >= 100 ? `${statusGlyph(status)} ${status} ` : statusGlyph(status);
      const text = ` ${name}${formatCount(count)}${share} `;
      return { text, style: count === 0 ? 'dim' : statusStyle(status) };
    });
  return { spans: [...spans, { text: endText(state, counts, now), style: 'strong' }] };
}

function endText(state: BatchState, counts: StatusCounts, now: number): string {
  const left = counts.pending + counts.running + counts.waiting;
  if (left === 0) return state.batch === null ? '' : ' ended';
  const { end } = batchRate(state.runs.byId.values(), left, now, 1);
  if (end === null) return state.isReading ? '' : ' no end in sight: nothing ended in the last 10m';
  const spread =
    end.spreadMs < 60_000
      ? '1m'
      : formatDuration(Math.round(end.spreadMs / 60_000) * 60_000).replace(/m00s$/, 'm');
  return ` ends about ${formatMinutes(end.at)} +-${spread}`;
}

function barRow(counts: StatusCounts, width: number): Row {
  const legend = width >= 100 ? '  done █ failed ▒ active ▓ left ░' : '';
  const cells = Math.max(4, width - legend.length - 4);
  return {
    spans: [{ text: ' [' }, ...progressBar(counts, cells), { text: ']' }, { text: legend, style: 'dim' }],
  };
}

/** Runs that ended in each minute: as many minutes as there is room for. */
function rateRow(state: BatchState, order: readonly SlimRun[], width: number, now: number): Row {
  const minutes = Math.max(5, Math.min(60, Math.floor((width - 56) / 2)));
  const { donePerMinute, failedPerMinute } = batchRate(state.runs.byId.values(), 0, now, minutes);
  const peak = Math.max(0, ...donePerMinute);
  if (peak === 0) return textRow(` nothing ended in the last ${minutes}m`, 'dim');
  const now60s = donePerMinute.at(-1) ?? 0;
  const first = firstFailure(order);
  return {
    spans: [
      { text: ' done/min ', style: 'dim' },
      { text: sparkline(donePerMinute), style: 'ok' },
      { text: ` now ${now60s} peak ${peak}` },
      { text: '   fail/min ', style: 'dim' },
      { text: sparkline(failedPerMinute), style: 'bad' },
      { text: first === null ? ' none' : ` from ${formatMinutes(first)}` },
    ],
  };
}

function firstFailure(order: readonly SlimRun[]): number | null {
  let first: number | null = null;
  for (const { status, changedAt } of order) {
    if (status === 'failed' && (first === null || changedAt < first)) first = changedAt;
  }
  return first;
}
