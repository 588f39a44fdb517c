import { statusBadge } from '../../components/status-badge.ts';
import type { Run } from '../../src/model/run.ts';
import type {
  ComparedRun,
  ComparisonState,
  DocumentDifference,
  ValueDifference,
} from '../../src/store/comparing/comparison-state.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { cut, padEnd } from '../../src/terminal/width.ts';
import { formatCount, formatDateTime } from '../format-time.ts';
import { beginning } from '../json/view.ts';
import { openRunFrom } from '../open-run.ts';
import { shortId } from '../run-text.ts';
import { said } from '../said.ts';
import { plainRows, type StopRow } from '../stop-row.ts';
import { wrapWords } from '../wrap-text.ts';
import { type ComparedFact, comparedFacts } from './facts.ts';
import { logRows } from './log-view.ts';

const nameWidth = 12;

/** Two runs side by side: what is told of them, their documents, their logs. */
export function comparisonRows(comparison: ComparisonState, width: number): readonly StopRow[] {
  const { phase, problem, before, after, withId } = comparison;
  if (problem !== null && phase === 'failed')
    return plainRows(said(`${problem.message} ${problem.fix ?? ''}`, width, 'bad'));
  if (phase === 'reading' || after === null) return plainRows([textRow(' reading the two runs…', 'dim')]);
  if (before === null) return plainRows(said(noSuccess(after.run, withId), width));
  return [
    ...plainRows(problem === null ? [] : said(`Not read again: ${problem.message}`, width, 'bad')),
    ...headRows(before, after, withId),
    ...plainRows([textRow('')]),
    ...factRows(before, after, width),
    ...comparison.documents.flatMap((document) => documentRows(document, width)),
    ...plainRows([textRow(''), ...logRows(comparison, width)]),
  ];
}

function noSuccess({ target }: Run, withId: string | null): string {
  if (withId !== null) return 'The other run is not there any more.';
  return `No run of ${target} completed before this one, so there is nothing to compare it with. Mark two runs in the list and press = to compare any two.`;
}

function headRows(before: ComparedRun, after: ComparedRun, withId: string | null): readonly StopRow[] {
  const name = withId === null ? 'last success' : 'compared with';
  const runIds = [before.run.id, after.run.id];
  return [headRow(name, before.run, runIds), headRow('this run', after.run, runIds)];
}

function headRow(name: string, run: Run, runIds: readonly string[]): StopRow {
  const badge = statusBadge(run.status);
  return {
    row: {
      spans: [
        { text: ` ${padEnd(name, nameWidth + 2)} `, style: 'dim' },
        { text: shortId(run.id), style: 'strong' },
        { text: `  ${padEnd(badge.text, 11)}`, style: badge.style },
        { text: `  ${sanitize(run.target)}` },
        { text: `  ${formatDateTime(Date.parse(run.createdAt))}`, style: 'dim' },
      ],
    },
    stop: {
      key: `run:${run.id}`,
      open: (parts) => openRunFrom(parts, run.id, { name: 'two runs compared', runIds }),
    },
  };
}

/** What differs first; what is the same in one line. */
function factRows(before: ComparedRun, after: ComparedRun, width: number): readonly StopRow[] {
  const facts = comparedFacts(before, after);
  const differing = facts.filter((fact) => fact.before !== fact.after);
  const same = facts.filter((fact) => fact.before === fact.after).map(({ name }) => name);
  const column = Math.max(8, Math.floor((width - nameWidth - 6) / 2));
  const heading = ` ${' '.repeat(nameWidth + 2)} ${padEnd('BEFORE', column)}  AFTER`;
  return plainRows([
    textRow(heading, 'dim'),
    ...differing.flatMap((fact) => factRowsOf(fact, column)),
    ...(same.length === 0 ? [] : said(`  the same: ${same.join(', ')}`, width, 'dim')),
  ]);
}

/** Lines of one fact that are drawn: errors that begin alike may differ at their end. */
const maxFactLines = 4;

function factRowsOf({ name, before, after, always }: ComparedFact, column: number): readonly Row[] {
  const [left, right] = [factLines(before, column), factLines(after, column)];
  const mark = always === true ? ' ' : '*';
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index): Row => {
    const title = index === 0 ? ` ${mark} ${padEnd(name, nameWidth)} ` : ' '.repeat(nameWidth + 4);
    return {
      spans: [
        { text: title, style: 'dim' },
        { text: `${padEnd(left[index] ?? '', column)}  ` },
        { text: right[index] ?? '', style: always === true ? 'plain' : 'warn' },
      ],
    };
  });
}

function factLines(text: string, column: number): readonly string[] {
  // What can't be seen is not broken into lines with each paint.
  const seen = sanitize(text === '' ? '-' : text.slice(0, 4 * maxFactLines * column));
  const lines = wrapWords(seen, column);
  if (lines.length <= maxFactLines) return lines;
  return [...lines.slice(0, maxFactLines - 1), cut(`${lines[maxFactLines - 1]} …`, column)];
}

function documentRows({ name, differences, count }: DocumentDifference, width: number): readonly StopRow[] {
  if (count === 0) return plainRows([textRow(''), textRow(` ${name.toUpperCase()}  the same`, 'dim')]);
  const heading = ` ${name.toUpperCase()}  ${formatCount(count)} ${count === 1 ? 'difference' : 'differences'}`;
  const more = count - differences.length;
  return plainRows([
    textRow(''),
    textRow(heading, 'strong'),
    ...differences.map((difference) => valueRow(difference, width)),
    ...(more > 0 ? [textRow(`   and ${formatCount(more)} more`, 'dim')] : []),
  ]);
}

function valueRow({ path, kind, before, after }: ValueDifference, width: number): Row {
  const where = cut(sanitize(path === '' ? 'all of it' : path), Math.max(8, Math.floor(width / 3)));
  const room = Math.max(8, width - where.length - 8);
  const value = (member: typeof before, length: number) =>
    member === undefined ? '' : cut(sanitize(beginning(member, length)), length);
  if (kind === 'added') {
    return { spans: [{ text: ` + ${where}: `, style: 'ok' }, { text: value(after, room) }] };
  }
  if (kind === 'removed') {
    return { spans: [{ text: ` - ${where}: `, style: 'bad' }, { text: value(before, room) }] };
  }
  const half = Math.max(6, Math.floor((room - 4) / 2));
  return {
    spans: [
      { text: ` * ${where}: `, style: 'warn' },
      { text: value(before, half) },
      { text: ' → ', style: 'dim' },
      { text: value(after, half), style: 'strong' },
    ],
  };
}
