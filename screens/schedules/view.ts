import type { Schedule } from '../../src/model/schedule.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { scheduleIdOf, shownSchedules } from '../../src/store/schedules-state.ts';
import { type Row, type Span, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { padEnd, padStart } from '../../src/terminal/width.ts';
import { formatAge } from '../format-time.ts';
import type { ItemListView, ItemLook } from '../item-list-view.ts';
import { statusStrip } from '../status-strip.ts';
import { wrapWords } from '../wrap-text.ts';
import { nextText, remarkOf, scheduleBadge } from './schedule-text.ts';
import { timeWords } from './time-words.ts';

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

/** When narrow what goes first is: zone, target, last fire, strip, words for the cron. What is left is for the remark. */
function columnsFor(width: number): Columns {
  const fixed = {
    status: 10,
    zone: width >= 160 ? 18 : 0,
    last: width >= 90 ? 5 : 0,
    next: 7,
    strip: width >= 100 ? 12 : width >= 72 ? 6 : 0,
  };
  const remark = width >= 60 ? Math.min(60, Math.floor(width * 0.2)) : 0;
  const taken = Object.values(fixed).reduce((sum, cells) => sum + (cells === 0 ? 0 : cells + 1), 4 + remark);
  const rest = Math.max(12, width - taken);
  const target = width >= 110 ? Math.floor(rest * 0.33) : 0;
  const when = width >= 60 ? Math.floor(rest * (target === 0 ? 0.5 : 0.33)) : 0;
  return { ...fixed, target, when, name: Math.max(8, Math.min(32, rest - target - when - 2)) };
}

function heading(width: number): Row {
  const columns = columnsFor(width);
  const cells = [
    padEnd('STATUS', columns.status),
    padEnd('SCHEDULE', columns.name),
    ...cell(columns.target, padEnd('TARGET', columns.target)),
    ...cell(columns.when, padEnd('WHEN', columns.when)),
    ...cell(columns.zone, padEnd('ZONE', columns.zone)),
    ...cell(columns.last, padStart('LAST', columns.last)),
    padStart('NEXT', columns.next),
    ...cell(columns.strip, padEnd(columns.strip < 9 ? 'RUNS' : 'LAST RUNS', columns.strip)),
  ];
  return textRow(`  ${cells.join(' ')}`, 'dim');
}

/** One schedule as a line of the list. */
function scheduleRow(schedule: Schedule, { width, selected, now, state }: ItemLook): Row {
  const columns = columnsFor(width);
  const badge = scheduleBadge(schedule);
  const remark = remarkOf(schedule, now);
  const last = schedule.lastFireAt === null ? '-' : formatAge(now - Date.parse(schedule.lastFireAt));
  const spans: Span[] = [
    { text: selected ? '> ' : '  ', style: 'accent' },
    { text: padEnd(badge.text, columns.status), style: badge.style },
    { text: ` ${padEnd(sanitize(schedule.name), columns.name)}`, style: 'strong' },
    ...cell(columns.target, { text: ` ${padEnd(sanitize(schedule.target), columns.target)}` }),
    ...cell(columns.when, { text: ` ${padEnd(whenText(schedule), columns.when)}` }),
    ...cell(columns.zone, {
      text: ` ${padEnd(sanitize(schedule.timezone), columns.zone)}`,
      style: 'dim' as const,
    }),
    ...cell(columns.last, { text: ` ${padStart(last, columns.last)}` }),
    { text: ` ${padStart(nextText(schedule, now), columns.next)}` },
    ...(columns.strip === 0
      ? []
      : [{ text: ' ' }, ...statusStrip(state.schedules.runs.get(schedule.id), columns.strip)]),
    ...(remark === null ? [] : [{ text: `  ${sanitize(remark.text)}`, style: remark.style }]),
  ];
  return { spans, selected };
}

/** The cron in words where it can be said, as it is where not. */
function whenText({ when }: Schedule): string {
  return timeWords(when) ?? sanitize(when);
}

function cell<Part>(width: number, part: Part): readonly Part[] {
  return width === 0 ? [] : [part];
}

function emptySchedules({ connection, schedules }: ConsoleState, width: number): readonly Row[] {
  const reason = connection.capabilities?.abilities.schedules;
  const sentences =
    typeof reason === 'string'
      ? [`This server has no schedules: ${sanitize(reason)}`]
      : schedules.filterText === ''
        ? ['No schedules.', 'A schedule creates runs of a target at certain times.']
        : [`No schedule has “${sanitize(schedules.filterText)}” in it. Esc shows them all.`];
  return sentences
    .flatMap((sentence) => wrapWords(sentence, Math.max(10, width - 4)))
    .map((line) => textRow(`  ${line}`, 'dim'));
}

/** The line above the list: how many, and what is wrong with how many. */
export function schedulesHeadRow(state: ConsoleState, _: number, now: number): Row {
  const { list, filterText, lookedAt } = state.schedules;
  if (list.phase === 'unasked' || list.phase === 'loading') return textRow('');
  const shown = shownSchedules(state).items;
  const paused = shown.filter(({ status }) => status === 'paused').length;
  const bad = shown.filter((schedule) => remarkOf(schedule, now)?.style === 'bad').length;
  const of = filterText === '' ? '' : ` of ${list.items.length}  /${sanitize(filterText)}`;
  return {
    spans: [
      { text: ` ${shown.length} ${shown.length === 1 ? 'schedule' : 'schedules'}${of}` },
      { text: paused === 0 ? '' : `   ${paused} paused`, style: 'warn' },
      { text: bad === 0 ? '' : `   ${bad} in trouble`, style: 'bad' },
      { text: lookedAt === null ? '' : `   runs: of the newest ${lookedAt} of the project`, style: 'dim' },
      { text: list.problem === null ? '' : `   ${sanitize(list.problem.message)}`, style: 'bad' },
    ],
  };
}
