import { formatBytes } from '../../src/lib/format-bytes.ts';
import type { Attempt } from '../../src/model/attempt.ts';
import type { Run } from '../../src/model/run.ts';
import type { DetailState, DetailTab } from '../../src/store/detail-state.ts';
import { type Row, type Span, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { cut, padEnd, padStart } from '../../src/terminal/width.ts';
import { formatClock, formatDuration } from '../format-time.ts';
import { lastText } from '../run-text.ts';
import { wrapCells, wrapWords } from '../wrap-text.ts';
import { overviewRows } from './overview-view.ts';

/** The rows of a tab that shows a text, from its first line to its last. */
export function textTabRows(detail: DetailState, tab: DetailTab, width: number, now: number): readonly Row[] {
  const { run } = detail;
  if (run === null) {
    const problem = detail.problem;
    return problem === null
      ? [textRow(' reading the run…', 'dim')]
      : said(`${problem.message} ${problem.fix ?? ''}`, width);
  }
  switch (tab) {
    case 'config':
      return configRows(run, width);
    case 'output':
      return outputRows(run, width);
    case 'attempts':
      return attemptTabRows(detail, width, now);
    default:
      return overviewRows(run, width, now);
  }
}

function configRows(run: Run, width: number): readonly Row[] {
  if (run.omitted !== undefined) return [textRow(' reading the config…', 'dim')];
  const rows = [textRow(' CONFIG', 'dim'), ...jsonRows(run.config, width)];
  return run.input === null
    ? rows
    : [...rows, textRow(''), textRow(' INPUT', 'dim'), ...jsonRows(run.input, width)];
}

function outputRows(run: Run, width: number): readonly Row[] {
  const rows: Row[] = [];
  if (run.error !== null) {
    rows.push(textRow(' ERROR', 'dim'), ...said(run.error.message, width, 'bad'));
    if (run.error.detail !== undefined) rows.push(...jsonRows(run.error.detail, width));
    rows.push(textRow(''));
  }
  if (run.omitted?.includes('output')) return [...rows, textRow(' reading the output…', 'dim')];
  if (run.output !== null) return [...rows, textRow(' OUTPUT', 'dim'), ...jsonRows(run.output, width)];
  const why = run.completedAt === null ? 'the run has not ended' : 'the run has no output';
  return [...rows, textRow(` No output: ${why}.`, 'dim')];
}

function attemptTabRows(detail: DetailState, width: number, now: number): readonly Row[] {
  if (detail.attemptsProblem !== null) return said(detail.attemptsProblem.message, width);
  if (detail.attempts === null) return [textRow(' reading the attempts…', 'dim')];
  if (detail.attempts.length === 0) return said(noAttemptText(detail.run, now), width);
  const heading = ` ${padStart('#', 3)}  ${padEnd('STARTED', 8)}  ${padStart('DUR', 7)}  ${padEnd('END', 13)}  WHY`;
  return [
    textRow(heading, 'dim'),
    ...detail.attempts.toReversed().flatMap((attempt) => attemptRows(attempt, width, now)),
  ];
}

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
function attemptRows(attempt: Attempt, width: number, now: number): readonly Row[] {
  const started = Date.parse(attempt.startedAt);
  const duration = (attempt.endedAt === null ? now : Date.parse(attempt.endedAt)) - started;
  const end = attempt.endedAt === null ? 'running' : (attempt.reason ?? 'ended');
  const style = attempt.endedAt === null ? 'active' : attempt.reason === 'ok' ? 'ok' : 'bad';
  const spans: readonly Span[] = [
    { text: ` ${padStart(String(attempt.number), 3)}  ${formatClock(started)}  ` },
    { text: `${padStart(formatDuration(duration), 7)}  ` },
    { text: `${padEnd(end, 13)}  `, style },
  ];
  const beside = width - whyColumn >= narrowestWhy;
  const indent = beside ? whyColumn : 6;
  const [first = '', ...below] = beside
    ? whyLines(attempt, width - indent - 1)
    : ['', ...whyLines(attempt, width - indent - 1)];
  return [
    { spans: [...spans, { text: first }] },
    ...below.filter((line) => line !== '').map((line) => textRow(' '.repeat(indent) + line)),
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

function jsonRows(value: unknown, width: number): readonly Row[] {
  const text = JSON.stringify(value, null, 2) ?? 'null';
  return text
    .split('\n')
    .flatMap((line) => wrapCells(sanitize(line), Math.max(8, width - 2)))
    .map((line) => textRow(` ${line}`));
}

function said(text: string, width: number, style?: 'bad'): readonly Row[] {
  return text
    .split('\n')
    .flatMap((line) => wrapWords(sanitize(line), Math.max(8, width - 2)))
    .map((line) => textRow(` ${line}`, style));
}
