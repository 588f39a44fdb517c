import { statusGlyph, statusStyle } from '../../components/status-badge.ts';
import {
  badShare,
  failedShare,
  type HeatCell,
  type HeatTurn,
  heatCells,
  heatTurn,
} from '../../src/model/heat-strip.ts';
import { runStatuses } from '../../src/model/run-status.ts';
import type { SlimRun } from '../../src/model/slim-run.ts';
import type { BatchState } from '../../src/store/batch-state.ts';
import type { Row, Span, StyleName } from '../../src/terminal/row.ts';
import { padEnd } from '../../src/terminal/width.ts';
import { formatCount, formatMinutes } from '../format-time.ts';

/** The strip as it is laid out on a screen. */
export interface HeatLayout {
  readonly cells: readonly HeatCell[];
  readonly perRow: number;
  /** See `badShare`; null where each cell is one run. */
  readonly bad: number | null;
  /** Index of the cell under the cursor; -1 without any. Keys move it, so that the next key counts from there. */
  cursor: number;
}

/** Digits of the numbers at the left. */
const labelWidth = 14;

/** Lays the strip out: at most `maxRows` rows. */
export function layHeat(
  state: BatchState,
  order: readonly SlimRun[],
  width: number,
  maxRows: number,
): HeatLayout {
  const perRow = Math.max(10, width - labelWidth - 1);
  const { cells, bad } = cellsOf(order, perRow * maxRows);
  const at = state.heatId === null ? 0 : order.findIndex(({ id }) => id === state.heatId);
  const cursor = cells.findIndex(({ from, to }) => at >= from && at < to);
  return { cells, perRow, bad, cursor: cells.length === 0 ? -1 : Math.max(0, cursor) };
}

interface Cut {
  readonly count: number;
  readonly cells: readonly HeatCell[];
  readonly bad: number | null;
}

const cuts = new WeakMap<readonly SlimRun[], Cut>();

/** Cut once for each order and width, not with every paint. */
function cellsOf(order: readonly SlimRun[], count: number): Cut {
  const known = cuts.get(order);
  if (known?.count === count) return known;
  const cells = heatCells(order, count);
  const cut = { count, cells, bad: cells.length === order.length ? null : badShare(cells) };
  cuts.set(order, cut);
  return cut;
}

/** Heading, strip, and the sentence that says where failures begin or end, if they do. */
export function heatRows(
  state: BatchState,
  order: readonly SlimRun[],
  layout: HeatLayout,
  width: number,
): readonly Row[] {
  const { cells, perRow, cursor } = layout;
  const rows: Row[] = [headingRow(state, order, layout, width)];
  for (let start = 0; start < cells.length; start += perRow) {
    const slice = cells.slice(start, start + perRow);
    const focus = state.focus === 'heat' ? cursor - start : -1;
    rows.push({ spans: [labelSpan(slice), ...cellSpans(slice, focus, layout.bad)] });
  }
  const turn = turnText(order, cells, width);
  return turn === null ? rows : [...rows, { spans: [{ text: ` ${turn}`, style: 'warn' }] }];
}

function headingRow(state: BatchState, order: readonly SlimRun[], layout: HeatLayout, width: number): Row {
  const { cells, cursor } = layout;
  const cell = cells[cursor];
  const isFocused = state.focus === 'heat' && cell !== undefined;
  const told = isFocused ? cellText(order, cell, cursor, width) : '';
  const room = width - heading.length - told.length - 5;
  const note = scaleNotes(layout).find((text) => text.length <= room) ?? '';
  return {
    spans: [
      { text: width < 60 && isFocused ? ' HEAT' : ` ${heading}`, style: isFocused ? 'accent' : 'dim' },
      { text: `  ${note}${note === '' ? '' : '   '}`, style: 'dim' },
      { text: told, style: isFocused ? 'plain' : 'dim' },
    ],
  };
}

const heading = 'HEAT STRIP';

/** What a cell means, the fullest sentence first. */
function scaleNotes({ cells: [first], bad }: HeatLayout): readonly string[] {
  const glyphs = (except: string | null) =>
    runStatuses
      .filter((status) => status !== except)
      .map((status) => `${statusGlyph(status)} ${status}`)
      .join('  ');
  if (first === undefined) return [];
  if (bad === null) {
    const one = 'one cell = one run in start order';
    return [`${one}:  ${glyphs(null)}`, one, 'a cell = a run'];
  }
  const size = `one cell = ${formatCount(first.to - first.from)} runs`;
  const share = `${Math.max(1, Math.round(100 * bad))}%`;
  const whole = `${size} in start order: x some failed, X ${share} or more; else the worst of it`;
  return [
    `${whole}:  ${glyphs('failed')}`,
    whole,
    `${size}: x some failed, X ${share} or more`,
    `x some failed, X ${share} or more`,
    `x some, X ${share}+`,
  ];
}

/** `cell 45: 177-180 from 11:44, 3 failed (75%)`, and of one run `run 45 from 11:44: failed`. */
function cellText(order: readonly SlimRun[], cell: HeatCell, index: number, width: number): string {
  const { from, to, status } = cell;
  const runs = order.slice(from, to);
  const at = runs[0]?.startedAt ?? null;
  const count = runs.filter((run) => run.status === status).length;
  const when = at === null ? '' : ` from ${formatMinutes(at)}`;
  if (to - from === 1) return `run ${formatCount(to)}${when}: ${status}`;
  const share = status === 'failed' && to - from > 1 ? ` (${Math.round(100 * failedShare(cell))}%)` : '';
  return `cell ${index + 1}: ${formatCount(from + 1)}-${formatCount(to)}${when}, ${count} ${width < 60 ? statusGlyph(status) : status}${share}`;
}

function labelSpan(slice: readonly HeatCell[]): Span {
  const from = (slice[0]?.from ?? 0) + 1;
  return { text: padEnd(` ${from}-${slice.at(-1)?.to ?? from}`, labelWidth), style: 'dim' };
}

/** Neighbours of one style are one span; the cell under the cursor stands alone. */
function cellSpans(cells: readonly HeatCell[], focus: number, bad: number | null): readonly Span[] {
  const spans: { text: string; style: Span['style'] }[] = [];
  cells.forEach((cell, index) => {
    const look = cellLook(cell, bad);
    const style = index === focus ? 'selected' : look.style;
    const last = spans.at(-1);
    if (last !== undefined && last.style === style) last.text += look.text;
    else spans.push({ text: look.text, style });
  });
  return spans;
}

/** A few failures among many runs are told apart from many. */
function cellLook(cell: HeatCell, bad: number | null): { readonly text: string; readonly style: StyleName } {
  const { status } = cell;
  if (status !== 'failed' || bad === null) return { text: statusGlyph(status), style: statusStyle(status) };
  return failedShare(cell) >= bad ? { text: 'X', style: 'bad' } : { text: 'x', style: 'warn' };
}

/** `11:44 is cell 45: 127 of 129 fail from it on`. */
function turnText(order: readonly SlimRun[], cells: readonly HeatCell[], width: number): string | null {
  const turn = turnOf(order);
  if (turn === null) return null;
  const at = order[turn.index]?.startedAt ?? null;
  const cell = cells.findIndex(({ from, to }) => turn.index >= from && turn.index < to) + 1;
  const when = at === null ? `Run ${turn.index + 1}` : formatMinutes(at);
  const share = `${formatCount(turn.there)} of ${formatCount(turn.all)}`;
  if (width < 60) return `${when}: ${share} ${turn.side === 'after' ? 'fail from then' : 'failed before'}`;
  const where = turn.side === 'after' ? 'fail from it on' : 'failed before it';
  return `${when} is cell ${cell}: ${share} ${where}`;
}

const turns = new WeakMap<readonly SlimRun[], HeatTurn | null>();

/** Looked for once in each order: a change of any run makes a new one. */
function turnOf(order: readonly SlimRun[]): HeatTurn | null {
  const known = turns.get(order);
  if (known !== undefined) return known;
  const turn = heatTurn(order);
  turns.set(order, turn);
  return turn;
}
