import { sparkline } from '../../components/sparkline.ts';
import { formatDuration } from '../../src/lib/format-duration.ts';
import {
  countsOverTime,
  type FailureGroup,
  firstAt,
  groupGuess,
  lastAt,
} from '../../src/model/failure-groups.ts';
import { guessText } from '../../src/model/retry-guess.ts';
import type { SlimRun } from '../../src/model/slim-run.ts';
import { type Row, type Span, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { padEnd, padStart } from '../../src/terminal/width.ts';
import { formatAge, formatCount, formatDateTime } from '../format-time.ts';
import { shortId } from '../run-text.ts';
import { wrapWords } from '../wrap-text.ts';

/** How many names of each kind are listed. */
const namesShown = 6;

/** What is known of a group as a whole: at most `height` lines. @param now epoch ms */
export function failureHeadRows(
  group: FailureGroup,
  code: string,
  width: number,
  height: number,
  now: number,
): readonly Row[] {
  const room = Math.max(10, width - 4);
  const newest = group.runs[0];
  const bars = Math.max(10, Math.min(60, width - 50));
  const name: Row = {
    spans: [
      { text: ` ${code}`, style: 'strong' },
      { text: `  ${formatCount(group.runs.length)} ${group.runs.length === 1 ? 'run' : 'runs'}` },
      { text: `  last ${formatAge(now - lastAt(group))} ago  first ${formatDateTime(firstAt(group))}` },
    ],
  };
  const facts = [
    {
      spans: [
        { text: ' retry?    ', style: 'dim' },
        { text: `${sanitize(guessText(groupGuess(group)))} (a guess)` },
      ],
    },
    namesRow('targets', [...group.targets]),
    namesRow(
      'batches',
      counted(group.runs, ({ batchId }) => batchId),
    ),
    namesRow(
      'ran on',
      counted(group.runs, ({ ranOn }) => ranOn),
    ),
    {
      spans: [
        { text: ' over time ', style: 'dim' },
        { text: sparkline(countsOverTime(group.runs, firstAt(group), now, bars)), style: 'bad' },
      ],
    },
  ].filter((row): row is Row => row !== null);
  const message = wrapWords(sanitize(newest?.message ?? group.fingerprint), room);
  const messageRoom = Math.max(2, Math.min(height - 2, Math.max(height - 2 - facts.length, 6)));
  const isCut = message.length > messageRoom;
  const shown = message
    .slice(0, messageRoom)
    .map((line, index) => textRow(`  ${line}${isCut && index === messageRoom - 1 ? ' …' : ''}`, 'bad'));
  return [name, textRow(' the newest, in full:', 'dim'), ...shown, ...facts].slice(0, height);
}

function namesRow(title: string, names: readonly (readonly [string, number])[]): Row | null {
  if (names.length === 0) return null;
  const sorted = names.toSorted((left, right) => right[1] - left[1]);
  const listed = sorted
    .slice(0, namesShown)
    .map(([name, count]) => `${sanitize(name)} ${formatCount(count)}`);
  const more = names.length > namesShown ? `, +${names.length - namesShown}` : '';
  return { spans: [{ text: ` ${padEnd(title, 9)} `, style: 'dim' }, { text: listed.join(', ') + more }] };
}

function counted(
  runs: readonly SlimRun[],
  nameOf: (run: SlimRun) => string | null,
): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const run of runs) {
    const name = nameOf(run);
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts];
}

export function failureRunsHeading(width: number): Row {
  const { target, given, duration } = columnsFor(width);
  const cells = [
    padEnd('RUN', 8),
    padEnd('TARGET', target),
    padStart('FAILED', 6),
    ...(duration === 0 ? [] : [padStart('DUR', duration)]),
    ...(given === 0 ? [] : [padEnd('GIVEN', given)]),
    'ERROR',
  ];
  return textRow(`  ${cells.join('  ')}`, 'dim');
}

export function failureRunRow(run: SlimRun, width: number, selected: boolean, now: number): Row {
  const { target, given, duration } = columnsFor(width);
  const took = run.durationMs === null ? '' : formatDuration(run.durationMs);
  const spans: Span[] = [
    { text: selected ? '> ' : '  ', style: 'accent' },
    { text: padEnd(sanitize(shortId(run.id)), 8) },
    { text: `  ${padEnd(sanitize(run.target), target)}`, style: 'strong' },
    { text: `  ${padStart(formatAge(now - run.changedAt), 6)}` },
    { text: duration === 0 ? '' : `  ${padStart(took, duration)}` },
    { text: given === 0 ? '' : `  ${padEnd(sanitize(run.given), given)}` },
    { text: `  ${sanitize(run.message ?? '')}`, style: 'bad' },
  ];
  return { spans, selected };
}

function columnsFor(width: number) {
  return {
    target: width < 60 ? 12 : Math.min(32, Math.floor(width * 0.25)),
    given: width >= 100 ? Math.floor(width * 0.2) : 0,
    duration: width >= 72 ? 7 : 0,
  };
}
