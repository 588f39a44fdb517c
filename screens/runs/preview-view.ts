import { parseLogLine } from '../../src/model/log.ts';
import type { Run } from '../../src/model/run.ts';
import { baselineOf } from '../../src/store/baselines.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import type { PreviewState } from '../../src/store/runs-state.ts';
import { findingsOf } from '../../src/store/why-input.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { type Row, type Span, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { formatClockMs, formatCount, formatDuration, formatTime } from '../format-time.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { shortId, tryText } from '../run-text.ts';
import { whyLine } from '../why/finding-rows.ts';
import { runUnderCursor } from './cursor.ts';

/** What is known of the run under the cursor, in four lines. */
export function previewSource(parts: ConsoleParts): PaneSource {
  return {
    rows() {
      const run = runUnderCursor(parts);
      if (run === null) return [textRow(' no run is under the cursor', 'dim')];
      const state = stateOf(parts);
      const now = parts.model.clock.now();
      const { preview } = state.runs;
      const known = preview?.runId === run.id ? preview : null;
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
  const baseline = baselineOf(state, run.target);
  const parts = [
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
  return { spans: [{ text: ` ${shortId(run.id)}  `, style: 'strong' }, { text: parts.join('  ') }] };
}

/** More attempts than fit are told by their number. */
const attemptsShown = 4;

function tryRow(run: Run, known: PreviewState | null, now: number): Row {
  const attempts = known?.attempts ?? null;
  if (attempts === null || attempts.length === 0) {
    return labelled('TRY', [{ text: tryText(run) || 'not started yet', style: 'dim' }]);
  }
  const shown = attempts.slice(-attemptsShown).map(({ number, startedAt, endedAt, reason }) => {
    const from = Date.parse(startedAt);
    const took = formatDuration((endedAt === null ? now : Date.parse(endedAt)) - from);
    return `#${number} ${formatTime(from, 'local', now)} ${took} ${reason ?? (endedAt === null ? 'running' : '')}`;
  });
  const more = attempts.length > attemptsShown ? `${attempts.length - attemptsShown} before  ` : '';
  return labelled('TRY', [{ text: `${more}${shown.join('   ')}   of ${(run.backoffLimit ?? 0) + 1}` }]);
}

function logRow(known: PreviewState | null, { connection }: ConsoleState): Row {
  if (connection.isSlow) return labelled('LOG', [{ text: 'not read on a slow link', style: 'dim' }]);
  if (known === null) return labelled('LOG', [{ text: '…', style: 'dim' }]);
  if (known.logLine === null) return labelled('LOG', [{ text: 'no line', style: 'dim' }]);
  const { at, text } = parseLogLine(known.logLine);
  return labelled('LOG', [
    { text: at > 0 ? `${formatClockMs(at)}  ` : '', style: 'dim' },
    { text: sanitize(text) },
  ]);
}
