import { sparkline } from '../../components/sparkline.ts';
import { countsOverTime, groupGuess } from '../../src/model/failure-groups.ts';
import type { FailureCodes } from '../../src/model/fingerprint.ts';
import { guessText } from '../../src/model/retry-guess.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import {
  countNew,
  type FailuresState,
  type ShownGroup,
  type shownGroups,
} from '../../src/store/failures-state.ts';
import { failureDays, maxFailures } from '../../src/store/read-failures.ts';
import { type Row, type Span, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { padEnd, padStart } from '../../src/terminal/width.ts';
import { formatAge, formatCount, formatDateTime, formatMinutes } from '../format-time.ts';
import { wrapWords } from '../wrap-text.ts';

interface Columns {
  readonly message: number;
  readonly count: number;
  readonly share: number;
  readonly spark: number;
  readonly first: number;
  readonly last: number;
  readonly targets: number;
  readonly guess: number;
}

/** Lead, mark of what is new, and code. */
const leadWidth = 9;

function columnsFor(width: number): Columns {
  const fixed = {
    count: 6,
    share: width >= 60 ? 5 : 0,
    spark: width >= 90 ? Math.min(24, Math.floor(width / 8)) : 0,
    first: width >= 72 ? 5 : 0,
    last: 5,
    guess: width >= 100 ? Math.floor(width * 0.16) : 0,
    targets: width >= 72 ? Math.floor(width * 0.17) : 0,
  };
  const taken = Object.values(fixed).reduce((sum, cells) => sum + (cells === 0 ? 0 : cells + 1), leadWidth);
  return { ...fixed, message: Math.max(8, width - taken) };
}

/** The line above the list: over what the groups are made. @param now epoch ms */
export function failuresHeadRow({ failures, connection }: ConsoleState, _width: number, now: number): Row {
  if (failures.phase === 'unasked') return textRow('');
  const count = failures.groups.byId.size;
  const isFiltered =
    connection.capabilities?.abilities.runFilters === true || connection.capabilities === null;
  const isNew = countNew(failures);
  const look = failures.look ?? null;
  const news = look === null ? 'first look' : `${isNew} new since ${whenText(Date.parse(look.at), now)}`;
  return {
    spans: [
      { text: ` ${overText(failures, count)}` },
      {
        text: isFiltered
          ? ''
          : `   among the newest ${formatCount(maxFailures)} runs: this server does not filter`,
        style: 'dim',
      },
      { text: `   ${news}`, style: isNew > 0 ? 'warn' : 'dim' },
      { text: failures.filterText === '' ? '' : `   ${sanitize(failures.filterText)}`, style: 'accent' },
      { text: failures.phase === 'loading' ? '   reading…' : '', style: 'dim' },
      { text: failures.problem === null ? '' : `   ${sanitize(failures.problem.message)}`, style: 'bad' },
    ],
  };
}

/** `over the last 5,000 failures, since 2026-11-20 11:44:10`: what the numbers are of. */
function overText({ groups, hasOlder }: FailuresState, count: number): string {
  let oldest = Number.POSITIVE_INFINITY;
  for (const { changedAt } of groups.byId.values()) oldest = Math.min(oldest, changedAt);
  if (count === 0) return `no failures in the last ${failureDays} days`;
  const last = hasOlder || count >= maxFailures;
  const span = last ? `since ${formatDateTime(oldest)}` : `of the last ${failureDays} days`;
  return `${formatCount(groups.byPrint.size)} fingerprints over ${last ? 'the last' : 'all'} ${formatCount(count)} failures ${span}`;
}

function whenText(at: number, now: number): string {
  return now - at < 43_200_000 ? formatMinutes(at) : formatDateTime(at).slice(0, 16);
}

export function failuresHeading(width: number, order: FailuresState['order']): Row {
  const columns = columnsFor(width);
  const marked = (name: string, is: FailuresState['order']) => (order === is ? `${name}↓` : name);
  const cells = [
    padEnd('FINGERPRINT', columns.message + leadWidth - 1),
    padStart(marked('RUNS', 'count'), columns.count),
    ...cell(columns.share, padStart('SHARE', columns.share)),
    ...cell(columns.spark, padEnd('OVER TIME', columns.spark)),
    ...cell(columns.first, padStart(marked('FIRST', 'first').slice(-5), columns.first)),
    padStart(marked('LAST', 'last'), columns.last),
    ...cell(columns.targets, padEnd('TARGETS', columns.targets)),
    ...cell(columns.guess, padEnd('RETRY? (a guess)', columns.guess)),
  ];
  return textRow(` ${cells.join(' ')}`, 'dim');
}

export interface FailureLook {
  readonly width: number;
  readonly selected: boolean;
  readonly now: number;
  readonly codes: FailureCodes;
  /** Failed runs of all groups that are shown. */
  readonly all: number;
  /** Where the bars begin, epoch ms. */
  readonly from: number;
}

export function failureRowOf(shown: ShownGroup, look: FailureLook): Row {
  const { group, runs, firstAt, lastAt, isNew } = shown;
  const { width, selected, now, codes, all, from } = look;
  const columns = columnsFor(width);
  const guess = groupGuess(group);
  const share = `${Math.round((100 * runs.length) / Math.max(1, all))}%`;
  const spans: Span[] = [
    { text: selected ? '>' : ' ', style: 'accent' },
    { text: isNew ? '* ' : '  ', style: 'warn' },
    { text: padEnd(codes.of(group.fingerprint), leadWidth - 3), style: 'strong' },
    { text: padEnd(sanitize(group.fingerprint), columns.message), style: 'bad' },
    { text: ` ${padStart(formatCount(runs.length), columns.count)}` },
    ...cell(columns.share, { text: ` ${padStart(share, columns.share)}` }),
    ...cell(columns.spark, {
      text: ` ${sparkline(countsOverTime(runs, from, now, columns.spark))}`,
      style: 'bad' as const,
    }),
    ...cell(columns.first, { text: ` ${padStart(formatAge(now - firstAt), columns.first)}` }),
    { text: ` ${padStart(formatAge(now - lastAt), columns.last)}` },
    ...cell(columns.targets, { text: ` ${padEnd(sanitize(targetsText(shown)), columns.targets)}` }),
    ...cell(columns.guess, {
      text: ` ${padEnd(sanitize(guessText(guess)), columns.guess)}`,
      style: guess.retry === 'no' ? ('warn' as const) : ('plain' as const),
    }),
  ];
  return { spans, selected };
}

/** The target with most of them, and how many others there are. */
function targetsText({ group }: ShownGroup): string {
  const [first, ...others] = [...group.targets].sort((left, right) => right[1] - left[1]);
  return others.length === 0 ? (first?.[0] ?? '') : `${first?.[0]} +${others.length}`;
}

/** What stands where no failure is listed: why, and what to do next. */
export function emptyFailures({ failures }: ConsoleState, width: number): readonly Row[] {
  if (failures.phase === 'failed') {
    const { message = '', fix = null } = failures.problem ?? {};
    return lines(width, [
      `The failures could not be read: ${sanitize(message)}`,
      ...(fix === null ? [] : [sanitize(fix)]),
      'r asks again.',
    ]);
  }
  if (failures.phase !== 'ready') return lines(width, ['reading the failures…']);
  if (failures.filterText !== '') {
    return lines(width, [
      `No failure matches “${sanitize(failures.filterText)}”.`,
      'Esc clears the filter, / changes it.',
    ]);
  }
  return lines(width, [`Nothing has failed in the last ${failureDays} days.`]);
}

function lines(width: number, sentences: readonly string[]): readonly Row[] {
  const wrapped = sentences.flatMap((sentence) => wrapWords(sentence, Math.max(10, width - 4)));
  return [textRow(''), ...wrapped.map((line) => textRow(`  ${line}`, 'dim'))];
}

/** The label of the root tab: how many fingerprints are new. */
export function failuresLabel({ failures }: ConsoleState): string {
  const count = countNew(failures);
  return count === 0 ? 'Failures' : `Failures(${count} new)`;
}

/** Failed runs of the groups that are shown. */
export function shownFailures(groups: readonly ShownGroup[]): number {
  return groups.reduce((sum, { runs }) => sum + runs.length, 0);
}

/** Where bars of these groups begin: at the oldest failure shown. */
export function oldestOf(groups: ReturnType<typeof shownGroups>, now: number): number {
  return groups.reduce((oldest, { firstAt }) => Math.min(oldest, firstAt), now);
}

function cell<Part>(width: number, part: Part): readonly Part[] {
  return width === 0 ? [] : [part];
}
