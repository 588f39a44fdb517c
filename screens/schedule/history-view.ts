import { statusBadge } from '../../components/status-badge.ts';
import { formatDuration } from '../../src/lib/format-duration.ts';
import type { Run } from '../../src/model/run.ts';
import type { Slot } from '../../src/model/slot.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { hasOlder, isFull } from '../../src/store/read-history.ts';
import type { HistoryRow, ScheduleHistory } from '../../src/store/schedule-history.ts';
import { mostHistoryRows } from '../../src/store/schedule-history.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { type Row, type Span, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { padEnd, padStart } from '../../src/terminal/width.ts';
import { formatCount, formatTime } from '../format-time.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { lastText, runDuration, shortId, tryText } from '../run-text.ts';
import { causeText, slotGlyph, slotReason, slotTimeText } from '../schedules/schedule-text.ts';
import { windowTop } from '../window-top.ts';
import { shownHistory, shownRow, shownRows } from './shown.ts';

/** What became of the slots, and the runs that were started by hand, newest first. */
export function historySource(parts: ConsoleParts): PaneSource {
  let top = 0;
  return {
    rows(width, height) {
      const state = stateOf(parts);
      const history = shownHistory(state);
      const rows = shownRows(state);
      const body = Math.max(1, height - 1);
      parts.model.heights.list = body;
      const heading = headingRow(state, history, rows.length, width);
      if (rows.length === 0) return [heading, emptyRow(state, history)];
      const cursor = shownRow(state);
      top = windowTop(top, cursor, rows.length, body);
      const now = parts.model.clock.now();
      return [
        heading,
        ...rows
          .slice(top, top + body)
          .map((row, index) => rowOf(row, { selected: top + index === cursor, width, now })),
      ];
    },
  };
}

/** Cells of `11-22 12:00`. */
const slotWidth = 11;

function headingRow(state: ConsoleState, history: ScheduleHistory | null, count: number, width: number): Row {
  const wide = width >= 60 ? `${padStart('DUR', 7)}  ${padStart('TRY', 4)}  ` : '';
  const text = `  ${padEnd('STATUS', 11)}  ${padEnd('SLOT', slotWidth)}  ${padEnd('RUN', 8)}  ${wide}`;
  const problem = history?.problem ?? null;
  return {
    spans: [
      { text: `${text}${whatText(state, history, count)}`, style: 'dim' },
      { text: problem === null ? '' : `  ${sanitize(problem.message)}`, style: 'bad' },
    ],
  };
}

/** `LAST EVENT (160 and more; …)`. */
function whatText(state: ConsoleState, history: ScheduleHistory | null, count: number): string {
  const { lookedAt } = state.schedules;
  const slots = state.connection.capabilities?.abilities.scheduleSlots;
  const more = history !== null && hasOlder(history) ? ' and more' : '';
  const full =
    history !== null && isFull(history) ? `, the newest ${formatCount(mostHistoryRows)} at most` : '';
  const of = lookedAt === null ? '' : `, of the newest ${lookedAt} of the project`;
  const only = slots === undefined || slots === true ? '' : '; slots without a run are not told';
  const things = `${only === '' ? 'row' : 'newest run'}${count === 1 ? '' : 's'}`;
  return `LAST EVENT (${formatCount(count)} ${things}${more}${full}${of}${only})`;
}

function emptyRow(state: ConsoleState, history: ScheduleHistory | null): Row {
  if (history === null || history.isReading) return textRow('  reading what became of it…', 'dim');
  return textRow(
    state.schedules.lookedAt === null
      ? '  No runs of it are known.'
      : '  None of the newest runs of the project is of it.',
    'dim',
  );
}

interface RowLook {
  readonly selected: boolean;
  readonly width: number;
  readonly now: number;
}

function rowOf(row: HistoryRow, look: RowLook): Row {
  const spans = row.run === null ? slotSpans(row.slot, look) : runSpans(row.run, row.slot, look);
  return {
    selected: look.selected,
    spans: [{ text: look.selected ? '> ' : '  ', style: 'accent' }, ...spans],
  };
}

function runSpans(run: Run, slot: Slot | null, { width, now }: RowLook): readonly Span[] {
  const badge = statusBadge(run.status);
  const took = runDuration(run, now);
  const at = slot?.at ?? run.slot;
  const how = howText(run, slot);
  const last = lastText(run, now);
  return [
    { text: padEnd(badge.text, 11), style: badge.style },
    {
      text: `  ${padEnd(at === null ? whenText(run, now) : slotTimeText(at, now), slotWidth)}`,
      style: at === null ? 'dim' : 'plain',
    },
    { text: `  ${padEnd(sanitize(shortId(run.id)), 8)}` },
    ...(width < 60
      ? []
      : [
          { text: `  ${padStart(took === null ? '' : formatDuration(took), 7)}` },
          { text: `  ${padStart(tryText(run), 4)}` },
        ]),
    { text: how === '' ? '' : `  ${how}`, style: 'dim' },
    { text: last === '' ? '' : `  ${sanitize(last)}`, style: run.status === 'failed' ? 'bad' : 'plain' },
  ];
}

/** How it came to be, where that was not on time. */
function howText(run: Run, slot: Slot | null): string {
  if (slot === null) return run.triggerKind === 'manual' ? 'by hand' : '';
  return slot.cause === 'time' ? '' : causeText(slot);
}

/** A slot without a run, or whose run is not among those that were read. */
function slotSpans(slot: Slot, { width, now }: RowLook): readonly Span[] {
  const { text: glyph, style } = slotGlyph(slot);
  const run = slot.runId === null ? '' : shortId(slot.runId);
  const why =
    slot.outcome === 'fired' ? 'its run is not kept any more' : `${causeText(slot)}: ${slotReason(slot)}`;
  return [
    { text: padEnd(`${glyph} ${slot.outcome}`, 11), style },
    { text: `  ${padEnd(slotTimeText(slot.at, now), slotWidth)}`, style },
    { text: `  ${padEnd(slot.outcome === 'fired' ? sanitize(run) : '-', 8)}`, style: 'dim' },
    { text: width < 60 ? '' : ' '.repeat(15) },
    { text: `  ${sanitize(why)}`, style },
  ];
}

function whenText(run: Run, now: number): string {
  return `${formatTime(Date.parse(run.createdAt), 'relative', now)} ago`;
}
