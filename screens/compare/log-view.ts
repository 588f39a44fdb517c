import { formatBytes } from '../../src/lib/format-bytes.ts';
import type {
  ComparisonState,
  LogDifference,
  LogHunk,
  NumberedLine,
} from '../../src/store/comparing/comparison-state.ts';
import { type Row, type StyleName, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { cut, padStart } from '../../src/terminal/width.ts';
import { formatCount } from '../format-time.ts';
import { said } from '../said.ts';

/** Lines of each side of a hunk that are drawn. */
const maxHunkLines = 8;

/** Where the two logs part, and the errors that only one of them has. */
export function logRows({ log, logProblem }: ComparisonState, width: number): readonly Row[] {
  if (logProblem !== null) return said(`LOG  could not be compared: ${logProblem.message}`, width, 'bad');
  if (log === null) return [textRow(' LOG  reading and comparing…', 'dim')];
  return [...summaryRows(log, width), ...errorRows(log, width), ...hunkRows(log, width)];
}

/** What was compared, and what it came to; times, ids and numbers are said to be left out. */
function summaryRows({ lines, isCut, alike, bytes }: LogDifference, width: number): readonly Row[] {
  const [before, after] = lines;
  const cutText =
    isCut[0] || isCut[1]
      ? ` Only the last ${formatBytes(bytes)} of each were read: they may part earlier.`
      : '';
  const counts = `${formatCount(before)} and ${formatCount(after)} lines, compared without times, ids and numbers.${cutText}`;
  const heading =
    before === 0 && after === 0
      ? ' LOG  neither run printed anything'
      : alike === null
        ? ' LOG  the same'
        : ` LOG  alike for ${formatCount(alike)} ${alike === 1 ? 'line' : 'lines'}, then they part`;
  return [textRow(heading, alike === null ? 'dim' : 'strong'), ...said(`  ${counts}`, width, 'dim')];
}

function errorRows({ newErrors }: LogDifference, width: number): readonly Row[] {
  if (newErrors.length === 0) return [];
  return [
    textRow(''),
    textRow(' ERRORS that the one before does not have', 'strong'),
    ...newErrors.map(({ count, first }): Row => {
      const times = padStart(`${formatCount(count)}x`, 6);
      return {
        spans: [
          { text: `${times}  line ${padStart(formatCount(first.number), 7)}  `, style: 'dim' },
          { text: cut(sanitize(first.text), Math.max(8, width - 22)), style: 'bad' },
        ],
      };
    }),
  ];
}

function hunkRows({ alike, hunks, moreHunks, parting }: LogDifference, width: number): readonly Row[] {
  if (alike === null) return [];
  if (hunks === null) {
    const note = '  From there on they have too little in common to be set side by side.';
    return [...hunkRow(parting, width), textRow(''), ...said(note, width, 'dim')];
  }
  const more = moreHunks === 0 ? [] : [textRow(`  and ${formatCount(moreHunks)} more places`, 'dim')];
  return [...hunks.flatMap((hunk) => hunkRow(hunk, width)), ...more];
}

function hunkRow({ before, after }: LogHunk, width: number): readonly Row[] {
  return [textRow(''), ...sideRows('-', before, 'bad', width), ...sideRows('+', after, 'ok', width)];
}

function sideRows(
  sign: string,
  lines: readonly NumberedLine[],
  style: StyleName,
  width: number,
): readonly Row[] {
  const shown = lines.slice(0, maxHunkLines).map(({ number, text }): Row => {
    return {
      spans: [
        { text: ` ${sign} ${padStart(formatCount(number), 7)}  `, style },
        { text: cut(sanitize(text), Math.max(8, width - 13)) },
      ],
    };
  });
  const more = lines.length - shown.length;
  return more > 0
    ? [...shown, textRow(` ${sign}          and ${formatCount(more)} more lines`, 'dim')]
    : shown;
}
