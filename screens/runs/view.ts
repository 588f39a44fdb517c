import { statusBadge } from '../../components/status-badge.ts';
import { formatDuration } from '../../src/lib/format-duration.ts';
import type { Run } from '../../src/model/run.ts';
import type { ListTimeMode } from '../../src/model/time-mode.ts';
import type { ActionMark } from '../../src/store/receipts.ts';
import { slowRatio } from '../../src/store/run-problem.ts';
import { type Row, type Span, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { padEnd, padStart } from '../../src/terminal/width.ts';
import { formatTime } from '../format-time.ts';
import { lastText, runDuration, shortId, tryText } from '../run-text.ts';
import { leadWidth, type RunColumns } from './columns.ts';

export interface RunRowState {
  readonly now: number;
  readonly selected: boolean;
  readonly marked: boolean;
  /** Something was asked for and is not confirmed yet. */
  readonly asked: ActionMark | null;
  readonly time: ListTimeMode;
  /** How long it takes as a multiple of what is long for its target; null where that is not known. */
  readonly ratio: number | null;
}

export function runsHeading(columns: RunColumns, time: ListTimeMode): Row {
  const cells = [
    padEnd('STATUS', columns.status),
    padEnd('RUN', columns.run),
    padEnd('TARGET', columns.target),
    padEnd('KIND', columns.kind),
    padEnd('TRIG', columns.trigger),
    padStart(time === 'relative' ? 'AGE' : 'CREATED', columns.age),
    padStart('DUR', columns.duration),
    padEnd('VS P95', columns.ratio),
    padStart('TRY', columns.attempt),
    padEnd('BATCH', columns.batch),
    padEnd('LAST', columns.last),
  ].filter((cell) => cell !== '');
  return textRow(' '.repeat(leadWidth) + cells.join(' '.repeat(columns.gap)), 'dim');
}

/** The answer to an action was lost: what the run is now is not known. */
const unknownBadge = { text: '? unknown', style: 'warn' } as const;

/** One run as a line of the list. */
export function runRow(run: Run, columns: RunColumns, state: RunRowState): Row {
  const isUnknown = state.asked === 'unknown';
  const badge = isUnknown ? unknownBadge : statusBadge(run.status);
  const lead = `${state.selected ? '>' : ' '}${state.marked ? '*' : ' '}${state.asked === null ? ' ' : '…'}`;
  const cells: Span[] = [
    { text: padEnd(badge.text, columns.status), style: badge.style },
    { text: shortId(run.id) },
    { text: padEnd(sanitize(targetText(run, columns.target)), columns.target), style: 'strong' },
    { text: padEnd(run.kind, columns.kind) },
    { text: padEnd(run.triggerKind ?? '', columns.trigger) },
    { text: padStart(formatTime(Date.parse(run.createdAt), state.time, state.now), columns.age) },
    { text: padStart(durationText(run, state.now), columns.duration) },
    { text: padEnd(ratioText(state.ratio), columns.ratio), style: isSlow(state.ratio) ? 'warn' : 'plain' },
    { text: padStart(tryText(run), columns.attempt) },
    { text: padEnd(sanitize(shortId(run.batchId ?? '')), columns.batch) },
    { text: columns.last === 0 ? '' : sanitize(lastText(run, state.now)), style: lastStyle(run) },
  ];
  const gap = ' '.repeat(columns.gap);
  const spans = cells
    .filter(({ text }) => text !== '')
    .map(({ text, style }, index) => ({ text: index === 0 ? text : gap + text, style }));
  return { spans: [{ text: lead, style: 'accent' }, ...spans], selected: state.selected };
}

/** Where there is no room the kind goes, which most runs share. */
function targetText(run: Run, width: number): string {
  const target = width < 16 ? run.target.replace(/^[^:]*:/, '') : run.target;
  return run.name === null || run.name === '' ? target : `${target} ${run.name}`;
}

function durationText(run: Run, now: number): string {
  const duration = runDuration(run, now);
  return duration === null ? '' : formatDuration(duration);
}

/** `1.0x`, `4.3x SLOW`. */
export function ratioText(ratio: number | null): string {
  if (ratio === null) return '';
  const times = ratio < 100 ? ratio.toFixed(1) : String(Math.min(9_999, Math.round(ratio)));
  return `${times}x${isSlow(ratio) ? ' SLOW' : ''}`;
}

function isSlow(ratio: number | null): boolean {
  return ratio !== null && ratio > slowRatio;
}

function lastStyle(run: Run): Span['style'] {
  if (run.status === 'failed') return 'bad';
  return run.status === 'running' ? 'active' : 'dim';
}
