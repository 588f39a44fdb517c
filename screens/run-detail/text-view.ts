import { baselineOf } from '../../src/store/baselines.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import type { DetailState } from '../../src/store/detail-state.ts';
import { textRow } from '../../src/terminal/row.ts';
import { comparisonRows } from '../compare/view.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { said } from '../said.ts';
import { plainRows, type StopRow } from '../stop-row.ts';
import { attemptTabRows } from './attempts-view.ts';
import { childTabRows } from './children-view.ts';
import { overviewRows } from './overview-view.ts';
import { whyTabRows } from './why-view.ts';

/** The rows of a tab that shows a text, from its first line to its last. */
export function textTabRows(parts: ConsoleParts, detail: DetailState, width: number): readonly StopRow[] {
  const { run, problem } = detail;
  const now = parts.model.clock.now();
  if (run === null) {
    if (problem === null) return plainRows([textRow(' reading the run…', 'dim')]);
    return plainRows(said(`${problem.message} ${problem.fix ?? ''}`, width));
  }
  switch (detail.tab) {
    case 'attempts':
      return attemptTabRows(detail, width, now);
    case 'children':
      return childTabRows(stateOf(parts), detail.children, width, now);
    case 'diff':
      return diffRows(stateOf(parts), run.id, width);
    case 'why':
      return whyTabRows(stateOf(parts), run, width, now);
    default:
      return overviewRows(run, width, now, baselineOf(stateOf(parts), run.target));
  }
}

function diffRows({ comparison }: ConsoleState, runId: string, width: number): readonly StopRow[] {
  return comparison?.runId !== runId ? [] : comparisonRows(comparison, width);
}
