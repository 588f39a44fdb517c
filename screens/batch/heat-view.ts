import { statusGlyph, statusStyle } from '../../components/status-badge.ts';
import { type HeatCell, type HeatTurn, heatCells, heatTurn } from '../../src/model/heat-strip.ts';
import { runStatuses } from '../../src/model/run-status.ts';
import type { SlimRun } from '../../src/model/slim-run.ts';
import type { BatchState } from '../../src/store/batch-state.ts';
import type { Row, Span } from '../../src/terminal/row.ts';
import { padEnd } from '../../src/terminal/width.ts';
import { formatCount, formatMinutes } from '../format-time.ts';

/** The strip as it is laid out on a screen. */
export interface HeatLayout {
  readonly cells: readonly HeatCell[];
  readonly perRow: number;
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
  const cells = heatCells(order, perRow * maxRows);
  const at = state.heatId === null ? 0 : order.findIndex(({ id }) => id === state.heatId);
  const cursor = cells.findIndex(({ from, to }) => at >= from && at < to);
  return { cells, perRow, cursor: cells.length === 0 ? -1 : Math.max(0, cursor) };
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
    rows.push({ spans: [labelSpan(slice), ...cellSpans(slice, focus)] });
  }
  const turn = turnText(order, cells);
  return turn === null ? rows : [...rows, { spans: [{ text: ` ${turn}`, style: 'warn' }] }];
}

function headingRow(state: BatchState, order: readonly SlimRun[], layout: HeatLayout, width: number): Row {
  const { cells, cursor } = layout;
  const first = cells[0];
  const size = first === undefined ? 0 : first.to - first.from;
  const cell = cells[cursor];
  const scale = size === 1 ? 'one cell = one run' : `one cell = ${size} runs`;
  const legend = runStatuses.map((status) => `${statusGlyph(status)} ${status}`).join('  ');
  const isFocused = state.focus === 'heat' && cell !== undefined;
  const told = isFocused ? cellText(order, cell, cursor) : width >= 140 ? legend : '';
  const scaleNote = width >= 100 ? ' in start order, the worst wins' : '';
  return {
    spans: [
      { text: width < 60 && isFocused ? ' HEAT' : ' HEAT STRIP', style: isFocused ? 'accent' : 'dim' },
      { text: width < 60 && isFocused ? '  ' : `  ${scale}${scaleNote}   `, style: 'dim' },
      { text: told, style: isFocused ? 'plain' : 'dim' },
    ],
  };
}

/** `cell 45: 177-180 from 11:44, 4 failed`. */
function cellText(order: readonly SlimRun[], { from, to, status }: HeatCell, index: number): string {
  const runs = order.slice(from, to);
  const at = runs[0]?.startedAt ?? null;
  const count = runs.filter((run) => run.status === status).length;
  const when = at === null ? '' : ` from ${formatMinutes(at)}`;
  return `cell ${index + 1}: ${formatCount(from + 1)}-${formatCount(to)}${when}, ${count} ${status}`;
}

function labelSpan(slice: readonly HeatCell[]): Span {
  const from = (slice[0]?.from ?? 0) + 1;
  return { text: padEnd(` ${from}-${slice.at(-1)?.to ?? from}`, labelWidth), style: 'dim' };
}

/** Neighbours of one status are one span; the cell under the cursor stands alone. */
function cellSpans(cells: readonly HeatCell[], focus: number): readonly Span[] {
  const spans: { text: string; style: Span['style'] }[] = [];
  cells.forEach(({ status }, index) => {
    const style = index === focus ? 'selected' : statusStyle(status);
    const last = spans.at(-1);
    if (last !== undefined && last.style === style) last.text += statusGlyph(status);
    else spans.push({ text: statusGlyph(status), style });
  });
  return spans;
}

/** `11:44 is cell 45: 127 of 129 fail from it on`. */
function turnText(order: readonly SlimRun[], cells: readonly HeatCell[]): string | null {
  const turn = turnOf(order);
  if (turn === null) return null;
  const at = order[turn.index]?.startedAt ?? null;
  const cell = cells.findIndex(({ from, to }) => turn.index >= from && turn.index < to) + 1;
  const when = at === null ? `Run ${turn.index + 1}` : formatMinutes(at);
  const where = turn.side === 'after' ? 'fail from it on' : 'failed before it';
  return `${when} is cell ${cell}: ${formatCount(turn.there)} of ${formatCount(turn.all)} ${where}`;
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
