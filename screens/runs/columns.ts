/** Cells of each column of the runs list; 0 leaves it out. */
export interface RunColumns {
  readonly status: number;
  readonly run: number;
  readonly target: number;
  readonly age: number;
  readonly duration: number;
  readonly attempt: number;
  readonly last: number;
  /** Cells between two columns. */
  readonly gap: number;
}

/** The mark of the cursor row and the mark “asked”. */
export const leadWidth = 2;

/**
 * Shares the width of the screen among the columns. When narrow the order of importance is
 * status, run, target, age, last; duration and attempts come with 96 columns.
 */
export function runColumns(width: number, clockTime: boolean): RunColumns {
  const gap = width < 60 ? 1 : 2;
  const fixed = {
    status: 11,
    run: 8,
    age: clockTime ? 8 : 5,
    duration: width >= 96 ? 7 : 0,
    attempt: width >= 96 ? 5 : 0,
  };
  const taken = Object.values(fixed).reduce((sum, cells) => sum + (cells === 0 ? 0 : cells + gap), leadWidth);
  const rest = Math.max(4, width - taken);
  if (rest < 30) return { ...fixed, gap, target: rest, last: 0 };
  const target = Math.max(16, Math.min(36, Math.floor(rest * 0.45)));
  return { ...fixed, gap, target, last: rest - target - gap };
}
