import { formatDuration } from '../../src/lib/format-duration.ts';
import type { Attempt } from '../../src/model/attempt.ts';
import { parseLogLine } from '../../src/model/log.ts';
import type { Run } from '../../src/model/run.ts';
import { baselineOf } from '../../src/store/baselines.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import type { PreviewState } from '../../src/store/runs-state.ts';
import { findingsOf } from '../../src/store/why-input.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { type Row, type Span, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { formatClockMs, formatCount, formatTime } from '../format-time.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { shortId, tryText } from '../run-text.ts';
import { findingRows, whyLine } from '../why/finding-rows.ts';
import { wrapWords } from '../wrap-text.ts';
import { runUnderCursor } from './cursor.ts';
import { previewRows } from './preview-size.ts';

/** What is known of the run under the cursor: in four lines below the list, in more where it stands beside it. */
export function previewSource(parts: ConsoleParts): PaneSource {
  return {
    rows(width, height) {
      const run = runUnderCursor(parts);
      if (run === null) return [textRow(' no run is under the cursor', 'dim')];
      const state = stateOf(parts);
      const now = parts.model.clock.now();
      const { preview } = state.runs;
      const known = preview?.runId === run.id ? preview : null;
      if (height > previewRows) return tallRows(run, known, state, { width, height, now });
      return [
        headRow(run, state),
        whyLine(findingsOf(state, run, now)) ??
          labelled('WHY', [{ text: 'nothing stands out', style: 'dim' }]),
        tryRow(run, known, now),
        logRow(known, state),
      ];
    },
  };
}

function labelled(label: string, spans: readonly Span[]): Row {
  return { spans: [{ text: ` ${label}  `, style: 'accent' }, ...spans] };
}

function headRow(run: Run, state: ConsoleState): Row {
  const text = factsOf(run, state).join('  ');
  return { spans: [{ text: ` ${shortId(run.id)}  `, style: 'strong' }, { text }] };
}

function factsOf(run: Run, state: ConsoleState): readonly string[] {
  const baseline = baselineOf(state, run.target);
  return [
    sanitize(run.target),
    run.status,
    run.triggerKind === null ? '' : `by ${run.triggerKind}`,
    run.scheduleId === null ? '' : `schedule ${sanitize(run.scheduleId)}`,
    run.batchId === null ? '' : `batch ${sanitize(run.batchId)}`,
    run.environmentId === null ? '' : `env ${sanitize(run.environmentId)}`,
    baseline === null
      ? ''
      : `p95 ${formatDuration(baseline.p95Ms)} of ${formatCount(baseline.runs)} runs seen`,
  ].filter((part) => part !== '');
}

/** More attempts than fit are told by their number. */
const attemptsShown = 4;

function tryRow(run: Run, known: PreviewState | null, now: number): Row {
  const attempts = known?.attempts ?? null;
  if (attempts === null || attempts.length === 0) {
    return labelled('TRY', [{ text: tryText(run) || 'not started yet', style: 'dim' }]);
  }
  const shown = attempts.slice(-attemptsShown).map((attempt) => attemptText(attempt, now));
  const more = attempts.length > attemptsShown ? `${attempts.length - attemptsShown} before  ` : '';
  return labelled('TRY', [{ text: `${more}${shown.join('   ')}   of ${(run.backoffLimit ?? 0) + 1}` }]);
}

function attemptText({ number, startedAt, endedAt, reason }: Attempt, now: number): string {
  const from = Date.parse(startedAt);
  const took = formatDuration((endedAt === null ? now : Date.parse(endedAt)) - from);
  return `#${number} ${formatTime(from, 'local', now)} ${took} ${reason ?? (endedAt === null ? 'running' : '')}`;
}

function logRow(known: PreviewState | null, { connection }: ConsoleState): Row {
  if (connection.isSlow) return labelled('LOG', [{ text: 'not read on a slow link', style: 'dim' }]);
  if (known === null) return labelled('LOG', [{ text: '…', style: 'dim' }]);
  const last = known.logLines.at(-1);
  return labelled('LOG', last === undefined ? [{ text: 'no line', style: 'dim' }] : logSpans(last));
}

function logSpans(line: string): readonly Span[] {
  const { at, text } = parseLogLine(line);
  return [{ text: at > 0 ? `${formatClockMs(at)}  ` : '', style: 'dim' }, { text: sanitize(text) }];
}

interface Room {
  readonly width: number;
  readonly height: number;
  /** Epoch ms. */
  readonly now: number;
}

/** Every answer to why, every attempt that fits, and the end of the log. */
function tallRows(
  run: Run,
  known: PreviewState | null,
  state: ConsoleState,
  { width, height, now }: Room,
): readonly Row[] {
  const title = (text: string) => textRow(` ${text}`, 'accent');
  const about = wrapWords(factsOf(run, state).join('  '), Math.max(10, width - 2));
  // The keys that they name are those of the run's own screen.
  const findings = findingsOf(state, run, now).map((finding) => ({ ...finding, next: null }));
  const attempts = (known?.attempts ?? []).map((attempt) => textRow(`   ${attemptText(attempt, now)}`));
  const rows = [
    textRow(` ${shortId(run.id)}`, 'strong'),
    ...about.map((line) => textRow(` ${line}`)),
    textRow(''),
    title('WHY  (i: and what to press)'),
    ...findingRows(findings, run.status, width),
    textRow(''),
    title('TRY'),
    ...(attempts.length === 0
      ? [textRow(`   ${tryText(run) || 'not started yet'}`, 'dim')]
      : attempts.slice(-8)),
    textRow(''),
  ];
  const left = Math.max(1, height - rows.length - 1);
  const lines = (known?.logLines ?? []).slice(-left);
  if (lines.length === 0) return [...rows, logRow(known, state)];
  return [...rows, title('LOG'), ...lines.map((line) => ({ spans: [{ text: '   ' }, ...logSpans(line)] }))];
}
