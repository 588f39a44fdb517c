import type { ListTimeMode } from '../../src/model/time-mode.ts';
import { timeWidth } from '../format-time.ts';

/** Cells of each column of the runs list; 0 leaves it out. */
export interface RunColumns {
  readonly status: number;
  readonly run: number;
  readonly target: number;
  readonly kind: number;
  readonly trigger: number;
  readonly age: number;
  readonly duration: number;
  readonly ratio: number;
  readonly attempt: number;
  readonly batch: number;
  readonly last: number;
  /** Cells between two columns. */
  readonly gap: number;
}

/** The cursor, the mark, and whether something was asked for. */
export const leadWidth = 3;

interface Optional {
  readonly cells: number;
  /** From this width of the screen on. */
  readonly from: number;
  /** And from this one when many columns are wanted. */
  readonly wide: number;
}

const optional: Readonly<Record<'duration' | 'attempt' | 'ratio' | 'batch' | 'trigger' | 'kind', Optional>> =
  {
    duration: { cells: 7, from: 96, wide: 68 },
    attempt: { cells: 5, from: 96, wide: 76 },
    ratio: { cells: 9, from: 112, wide: 84 },
    batch: { cells: 8, from: 128, wide: 92 },
    trigger: { cells: 8, from: 148, wide: 100 },
    kind: { cells: 8, from: 164, wide: 108 },
  };

/**
 * Shares the width of the screen among the columns. When narrow the order of importance is
 * status, run, target, age, last; the others come one after the other with the width.
 * @param isWide more columns, at the cost of the last one
 */
export function runColumns(width: number, time: ListTimeMode, isWide: boolean): RunColumns {
  const gap = width < 60 || (isWide && width < 140) ? 1 : 2;
  const cellsOf = ({ cells, from, wide }: Optional) => (width >= (isWide ? wide : from) ? cells : 0);
  const fixed = {
    status: 11,
    run: 8,
    age: Math.max(5, timeWidth[time]),
    kind: cellsOf(optional.kind),
    trigger: cellsOf(optional.trigger),
    duration: cellsOf(optional.duration),
    ratio: cellsOf(optional.ratio),
    attempt: cellsOf(optional.attempt),
    batch: cellsOf(optional.batch),
  };
  const taken = Object.values(fixed).reduce((sum, cells) => sum + (cells === 0 ? 0 : cells + gap), leadWidth);
  const rest = Math.max(4, width - taken - gap);
  if (rest < 28) return { ...fixed, gap, target: rest, last: 0 };
  const target = Math.max(16, Math.min(36, Math.floor(rest * 0.45)));
  return { ...fixed, gap, target, last: rest - target - gap };
}
