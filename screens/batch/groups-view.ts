import { type FailureGroup, firstAt, groupGuess, lastAt } from '../../src/model/failure-groups.ts';
import type { FailureCodes } from '../../src/model/fingerprint.ts';
import { guessText } from '../../src/model/retry-guess.ts';
import { type BatchState, batchGroups, groupRow, isTaken } from '../../src/store/batch-state.ts';
import type { FailuresState } from '../../src/store/failures-state.ts';
import { failureDays } from '../../src/store/read-failures.ts';
import { type Row, type Span, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { padEnd, padStart } from '../../src/terminal/width.ts';
import { formatClock, formatCount } from '../format-time.ts';
import { windowTop } from '../window-top.ts';

interface Columns {
  readonly message: number;
  readonly runs: number;
  readonly share: number;
  readonly first: number;
  readonly last: number;
  readonly before: number;
  readonly guess: number;
}

/** Lead, mark and code. */
const leadWidth = 9;

function columnsFor(width: number): Columns {
  const fixed = {
    runs: 6,
    share: width >= 60 ? 5 : 0,
    first: width >= 100 ? 8 : 0,
    last: width >= 72 ? 8 : 0,
    before: width >= 110 ? 12 : 0,
    guess: width >= 72 ? Math.min(30, Math.floor(width * 0.2)) : 0,
  };
  const taken = Object.values(fixed).reduce((sum, cells) => sum + (cells === 0 ? 0 : cells + 2), leadWidth);
  return { ...fixed, message: Math.max(8, width - taken) };
}

/** The failures of the batch by what went wrong: heading and at most `height` - 1 groups around the cursor. */
export function groupRows(
  state: BatchState,
  failures: FailuresState,
  codes: FailureCodes,
  width: number,
  height: number,
): readonly Row[] {
  const groups = batchGroups(state);
  const columns = columnsFor(width);
  const heading = headingRow(columns, state.focus === 'groups', width);
  if (groups.length === 0) return [heading, textRow('  no run of it has failed', 'dim')];
  const cursor = groupRow(state, groups);
  const shown = Math.max(1, height - 1);
  const top = windowTop(0, cursor, groups.length, shown);
  const all = state.runs.groups.byId.size;
  return [
    heading,
    ...groups.slice(top, top + shown).map((group, index) => {
      const selected = state.focus === 'groups' && top + index === cursor;
      const taken = isTaken(state, group);
      return groupRowOf(group, {
        columns,
        selected,
        taken,
        all,
        code: codes.of(group.fingerprint),
        before: beforeText(failures, group, state),
      });
    }),
  ];
}

function headingRow(columns: Columns, isFocused: boolean, width: number): Row {
  const title = width >= 60 ? 'FAILURES BY FINGERPRINT' : 'FAILURES';
  const cells = [
    padEnd(title, columns.message + leadWidth - 1),
    padStart('RUNS', columns.runs),
    ...cell(columns.share, padStart('SHARE', columns.share)),
    ...cell(columns.first, padEnd('FIRST', columns.first)),
    ...cell(columns.last, padEnd('LAST', columns.last)),
    ...cell(columns.before, padEnd('SEEN BEFORE', columns.before)),
    ...cell(columns.guess, padEnd('RETRY? (a guess)', columns.guess)),
  ];
  return textRow(` ${cells.join('  ')}`, isFocused ? 'accent' : 'dim');
}

interface GroupLook {
  readonly columns: Columns;
  readonly selected: boolean;
  readonly taken: boolean;
  /** Failed runs of the whole batch. */
  readonly all: number;
  readonly code: string;
  readonly before: string;
}

function groupRowOf(group: FailureGroup, { columns, selected, taken, all, code, before }: GroupLook): Row {
  const share = `${Math.round((100 * group.runs.length) / Math.max(1, all))}%`;
  const guess = groupGuess(group);
  const spans: Span[] = [
    { text: selected ? '>' : ' ', style: 'accent' },
    // What a retry takes along, and what it leaves out.
    { text: `${taken ? '+' : '-'} `, style: taken ? 'ok' : 'dim' },
    { text: padEnd(code, leadWidth - 3), style: 'strong' },
    { text: padEnd(sanitize(group.fingerprint), columns.message), style: 'bad' },
    { text: `  ${padStart(formatCount(group.runs.length), columns.runs)}` },
    ...cell(columns.share, { text: `  ${padStart(share, columns.share)}` }),
    ...cell(columns.first, { text: `  ${padEnd(formatClock(firstAt(group)), columns.first)}` }),
    ...cell(columns.last, { text: `  ${padEnd(formatClock(lastAt(group)), columns.last)}` }),
    ...cell(columns.before, { text: `  ${padEnd(before, columns.before)}`, style: 'dim' as const }),
    ...cell(columns.guess, {
      text: `  ${padEnd(sanitize(guessText(guess)), columns.guess)}`,
      style: guess.retry === 'no' ? ('warn' as const) : ('plain' as const),
    }),
  ];
  return { spans, selected };
}

/** How often the same went wrong outside this batch, among the failures that are loaded. */
function beforeText(failures: FailuresState, group: FailureGroup, { runs }: BatchState): string {
  if (failures.readAt === null) return 'not known';
  const others =
    failures.groups.byPrint.get(group.fingerprint)?.runs.filter(({ id }) => !runs.byId.has(id)) ?? [];
  const first = firstAt(group);
  const before = others.filter(({ changedAt }) => changedAt < first).length;
  return before === 0 ? 'never' : `${formatCount(before)}x in ${failureDays}d`;
}

function cell<Part>(width: number, part: Part): readonly Part[] {
  return width === 0 ? [] : [part];
}
