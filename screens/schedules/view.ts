import type { Schedule } from '../../src/model/schedule.ts';
import { placeOfFault, type SourceFault } from '../../src/model/source-fault.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { stripLength } from '../../src/store/read-strips.ts';
import type { HistoryRow } from '../../src/store/schedule-history.ts';
import { isInTrouble } from '../../src/store/schedule-order.ts';
import {
  newestSlot,
  type SchedulesState,
  scheduleIdOf,
  shownSchedules,
} from '../../src/store/schedules-state.ts';
import { type Row, type Span, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { padEnd, padStart } from '../../src/terminal/width.ts';
import { formatAge, formatCount } from '../format-time.ts';
import type { ItemListView, ItemLook } from '../item-list-view.ts';
import { wrapWords } from '../wrap-text.ts';
import {
  fileRemark,
  nextText,
  remarkOf,
  rowGlyph,
  scheduleBadge,
  shortWhenText,
  stripRows,
} from './schedule-text.ts';

/** How the list of schedules looks. */
export const schedulesView: ItemListView<Schedule> = {
  listOf: shownSchedules,
  idOf: scheduleIdOf,
  name: 'schedules',
  heading,
  row: scheduleRow,
  empty: emptySchedules,
};

interface Columns {
  readonly name: number;
  readonly status: number;
  readonly target: number;
  readonly when: number;
  readonly zone: number;
  readonly last: number;
  readonly next: number;
  readonly strip: number;
}

/** Below so many cells there is no room for what is wrong with it: the facts below tell that. */
const leastForRemark = 60;

/** When narrow what goes first is: zone, target, last fire, strip, words for the rule. What is left is for the remark. */
function columnsFor(width: number): Columns {
  const fixed = {
    status: width >= 60 ? 13 : 10,
    zone: width >= 160 ? 18 : 0,
    last: width >= 90 ? 6 : 0,
    next: 8,
    strip: width >= 116 ? stripLength : width >= 100 ? 12 : width >= 72 ? 6 : 0,
  };
  const remark = width >= leastForRemark ? Math.min(60, Math.floor(width * 0.19)) : 0;
  const taken = Object.values(fixed).reduce((sum, cells) => sum + (cells === 0 ? 0 : cells + 1), 4 + remark);
  const rest = Math.max(12, width - taken);
  const target = width >= 140 ? Math.floor(rest * 0.33) : 0;
  const when = width >= 60 ? Math.floor(rest * (target === 0 ? 0.45 : 0.33)) : 0;
  return { ...fixed, target, when, name: Math.max(8, Math.min(32, rest - target - when - 2)) };
}

function heading(width: number, { schedules }: ConsoleState): Row {
  const columns = columnsFor(width);
  const { column, descending } = schedules.sort;
  const titled = (text: string, of: string) => (of === column ? `${text}${descending ? '↓' : '↑'}` : text);
  const cells = [
    padEnd(titled('STATUS', 'status'), columns.status),
    padEnd(titled('SCHEDULE', 'name'), columns.name),
    ...cell(columns.target, padEnd(titled('TARGET', 'target'), columns.target)),
    ...cell(columns.when, padEnd('WHEN', columns.when)),
    ...cell(columns.zone, padEnd('ZONE', columns.zone)),
    ...cell(columns.last, padStart(titled('LAST', 'last'), columns.last)),
    padStart(titled('NEXT', 'next'), columns.next),
    ...cell(columns.strip, padEnd(columns.strip < 9 ? 'RUNS' : 'LAST RUNS', columns.strip)),
  ];
  return textRow(`   ${cells.join(' ')}`, 'dim');
}

/** One schedule as a line of the list. */
function scheduleRow(schedule: Schedule, { width, selected, now, state }: ItemLook): Row {
  const columns = columnsFor(width);
  const badge = scheduleBadge(schedule, now);
  const rows = stripRows(state.schedules, schedule.id, stripLength);
  const broken = fileRemark(state.schedules.sourceFaults, schedule);
  const remark = broken ?? remarkOf(schedule, now, rows[0] ?? null);
  const isMarked = state.schedules.marks.has(schedule.id);
  const spans: Span[] = [
    { text: selected ? '>' : ' ', style: 'accent' },
    { text: isMarked ? '* ' : '  ', style: 'accent' },
    { text: padEnd(badge.text, columns.status), style: badge.style },
    { text: ` ${padEnd(sanitize(schedule.name), columns.name)}`, style: 'strong' },
    ...cell(columns.target, { text: ` ${padEnd(sanitize(schedule.target), columns.target)}` }),
    ...cell(columns.when, { text: ` ${padEnd(sanitize(shortWhenText(schedule, now)), columns.when)}` }),
    ...cell(columns.zone, {
      text: ` ${padEnd(sanitize(schedule.timezone), columns.zone)}`,
      style: 'dim' as const,
    }),
    ...(columns.last === 0 ? [] : lastSpans(schedule, rows[0], columns.last, now)),
    { text: ` ${padStart(nextText(schedule, now), columns.next)}` },
    ...(columns.strip === 0 ? [] : [{ text: ' ' }, ...stripSpans(rows, columns.strip)]),
    ...(remark === null || width < leastForRemark
      ? []
      : [{ text: `  ${sanitize(remark.text)}`, style: remark.style }]),
  ];
  return { spans, selected };
}

/** How long ago it fired, and what came of it: `x 3m`. */
function lastSpans(
  schedule: Schedule,
  row: HistoryRow | undefined,
  cells: number,
  now: number,
): readonly Span[] {
  const age = schedule.lastFireAt === null ? '-' : formatAge(now - Date.parse(schedule.lastFireAt));
  const glyph = row === undefined ? { text: ' ' } : rowGlyph(row);
  return [{ text: ' ' }, glyph, { text: padStart(age, cells - 1) }];
}

/** How the newest ones went, the newest at the right end, a glyph each. */
function stripSpans(rows: readonly HistoryRow[], cells: number): readonly Span[] {
  const shown = rows.slice(0, cells).toReversed();
  return [{ text: ' '.repeat(cells - shown.length) }, ...shown.map(rowGlyph)];
}

function cell<Part>(width: number, part: Part): readonly Part[] {
  return width === 0 ? [] : [part];
}

function emptySchedules({ connection, schedules }: ConsoleState, width: number): readonly Row[] {
  const reason = connection.capabilities?.abilities.schedules;
  return emptySentences(typeof reason === 'string' ? reason : null, schedules)
    .flatMap((sentence) => wrapWords(sentence, Math.max(10, width - 4)))
    .map((line) => textRow(`  ${line}`, 'dim'));
}

function emptySentences(reason: string | null, schedules: ConsoleState['schedules']): readonly string[] {
  const { filterText, onlyProblems, list } = schedules;
  if (reason !== null) return [`This server has no schedules: ${sanitize(reason)}`];
  if (onlyProblems && list.items.length > 0) {
    const of = filterText === '' ? 'None' : `None with “${sanitize(filterText)}” in it`;
    return [`${of} is in trouble. Esc shows them all.`];
  }
  if (filterText !== '') return [`No schedule has “${sanitize(filterText)}” in it. Esc shows them all.`];
  return ['No schedules.', 'A schedule creates runs of a target at certain times. n writes one.'];
}

/** The line above the list: how many, and what is wrong with how many. */
export function schedulesHeadRow(state: ConsoleState, _: number, now: number): Row {
  const { list, filterText, lookedAt, marks, onlyProblems } = state.schedules;
  if (list.phase === 'unasked' || list.phase === 'loading') return textRow('');
  const shown = shownSchedules(state).items;
  const { paused, bad } = countsOf(shown, state.schedules, now);
  const isCut = filterText !== '' || onlyProblems;
  const cut = `${filterText === '' ? '' : `  /${sanitize(filterText)}`}${onlyProblems ? '  !' : ''}`;
  const of = isCut ? ` of ${formatCount(list.items.length)}${cut}` : '';
  return {
    spans: [
      { text: ` ${formatCount(shown.length)} ${shown.length === 1 ? 'schedule' : 'schedules'}${of}` },
      { text: marks.size === 0 ? '' : `   ${formatCount(marks.size)} marked`, style: 'accent' },
      { text: paused === 0 ? '' : `   ${formatCount(paused)} paused`, style: 'warn' },
      { text: bad === 0 ? '' : `   ${formatCount(bad)} in trouble`, style: 'bad' },
      { text: lookedAt === null ? '' : `   runs: of the newest ${lookedAt} of the project`, style: 'dim' },
      { text: brokenText(state.schedules.sourceFaults), style: 'bad' },
      { text: list.problem === null ? '' : `   ${sanitize(list.problem.message)}`, style: 'bad' },
    ],
  };
}

interface Counts {
  readonly paused: number;
  readonly bad: number;
}

/** Counted once a second at most, for each list: there may be thousands, and every key paints. */
const counted = new WeakMap<
  readonly Schedule[],
  { readonly slots: SchedulesState['slots']; readonly second: number; readonly counts: Counts }
>();

function countsOf(shown: readonly Schedule[], schedules: SchedulesState, now: number): Counts {
  const { slots } = schedules;
  const second = Math.floor(now / 1000);
  const known = counted.get(shown);
  if (known !== undefined && known.slots === slots && known.second === second) return known.counts;
  const isPaused = (one: Schedule) => one.status === 'paused' && scheduleBadge(one, now).style === 'warn';
  const counts = {
    paused: shown.filter(isPaused).length,
    bad: shown.filter((one) => isInTrouble(one, now, newestSlot(schedules, one.id))).length,
  };
  counted.set(shown, { slots, second, counts });
  return counts;
}

/** How many files of the project that define schedules are broken, and the place of the first. */
function brokenText(faults: readonly SourceFault[]): string {
  const [first] = faults;
  if (first === undefined) return '';
  const files = new Set(faults.map(({ sourcePath }) => sourcePath)).size;
  return `   ${formatCount(files)} broken ${files === 1 ? 'file' : 'files'}: ${sanitize(placeOfFault(first))}`;
}
