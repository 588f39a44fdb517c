import type { ConsoleState } from '../../src/store/console-state.ts';
import { findingsOf } from '../../src/store/why-input.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import { whyLine } from '../why/finding-rows.ts';

/** The weightiest answer to why the run is where it is; empty while no rule fires. */
export function whyBandRow(state: ConsoleState, width: number, now: number): Row {
  const run = state.detail?.run ?? null;
  const line = run === null ? null : whyLine(findingsOf(state, run, now));
  if (line === null) return textRow('');
  return width < 60 ? line : { spans: [...line.spans, { text: '   i more', style: 'accent' }] };
}
