import { formatBytes } from '../../src/lib/format-bytes.ts';
import { formatDuration } from '../../src/lib/format-duration.ts';
import type { Attempt } from '../../src/model/attempt.ts';
import type { Run } from '../../src/model/run.ts';
import type { DetailState } from '../../src/store/detail-state.ts';
import { type Span, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { cut, padEnd, padStart } from '../../src/terminal/width.ts';
import { formatClock } from '../format-time.ts';
import { lastText } from '../run-text.ts';
import { said } from '../said.ts';
import { plainRows, type StopRow } from '../stop-row.ts';
import { wrapWords } from '../wrap-text.ts';
import { attemptStop } from './attempts.ts';

/** The attempts, the newest first; the one whose log is shown has a star. */
export function attemptTabRows(detail: DetailState, width: number, now: number): readonly StopRow[] {
  if (detail.attemptsProblem !== null) return plainRows(said(detail.attemptsProblem.message, width));
  if (detail.attempts === null) return plainRows([textRow(' reading the attempts…', 'dim')]);
  if (detail.attempts.length === 0) return plainRows(said(noAttemptText(detail.run, now), width));
  const heading = ` ${padStart('#', 3)}  ${padEnd('STARTED', 8)}  ${padStart('DUR', 7)}  ${padEnd('END', 13)}  WHY`;
  return [
    { row: textRow(heading, 'dim') },
    ...detail.attempts
      .toReversed()
      .flatMap((attempt) => attemptRows(attempt, width, now, attempt.number === detail.attemptShown)),
    ...plainRows([textRow(''), ...said(keysText, width, 'dim')]),
  ];
}

const keysText = 'Enter shows the log of an attempt; , and . go from one to the next.';

function noAttemptText(run: Run | null, now: number): string {
  if (run === null || run.completedAt !== null) return 'No attempt was made.';
  return `No attempt yet: ${lastText(run, now)}.`;
}

/** Cells before the column WHY. */
const whyColumn = 40;
const narrowestWhy = 24;
/** The overview has the whole message of the last attempt. */
const longestMessage = 400;

/** One attempt: why it ended beside it, and below where that is long or there is no room. */
function attemptRows(attempt: Attempt, width: number, now: number, shown: boolean): readonly StopRow[] {
  const started = Date.parse(attempt.startedAt);
  const duration = (attempt.endedAt === null ? now : Date.parse(attempt.endedAt)) - started;
  const end = attempt.endedAt === null ? 'running' : (attempt.reason ?? 'ended');
  const style = attempt.endedAt === null ? 'active' : attempt.reason === 'ok' ? 'ok' : 'bad';
  const spans: readonly Span[] = [
    { text: `${shown ? '*' : ' '}${padStart(String(attempt.number), 3)}  ${formatClock(started)}  ` },
    { text: `${padStart(formatDuration(duration), 7)}  ` },
    { text: `${padEnd(end, 13)}  `, style },
  ];
  const beside = width - whyColumn >= narrowestWhy;
  const indent = beside ? whyColumn : 6;
  const [first = '', ...below] = beside
    ? whyLines(attempt, width - indent - 1)
    : ['', ...whyLines(attempt, width - indent - 1)];
  return [
    { row: { spans: [...spans, { text: first }] }, stop: attemptStop(attempt.number) },
    ...plainRows(below.filter((line) => line !== '').map((line) => textRow(' '.repeat(indent) + line))),
  ];
}

function whyLines(attempt: Attempt, room: number): readonly string[] {
  const message = cut(sanitize(attempt.errorMessage ?? ''), longestMessage);
  const parts = [attempt.reasonText ?? codeText(attempt), message, usedText(attempt)];
  return wrapWords(sanitize(parts.filter((part) => part !== '').join('  ')), room);
}

function codeText({ exitCode, signal }: Attempt): string {
  return exitCode === null ? (signal ?? '') : `exit ${exitCode}`;
}

/** Memory at its highest, and how much was printed. */
function usedText({ peakMemoryBytes, logFrom, logTo }: Attempt): string {
  const memory = peakMemoryBytes === null ? null : `${formatBytes(peakMemoryBytes)} memory`;
  const log = logFrom === null || logTo === null ? null : `${formatBytes(logTo - logFrom)} log`;
  const parts = [memory, log].filter((part) => part !== null);
  return parts.length === 0 ? '' : `(${parts.join(', ')})`;
}
