import type { ConsoleState } from '../../src/store/console-state.ts';
import { findingsOf } from '../../src/store/why-input.ts';
import { type Row, type Span, textRow } from '../../src/terminal/row.ts';
import { cut, textWidth } from '../../src/terminal/width.ts';
import { whyLine } from '../why/finding-rows.ts';

const more: Span = { text: '  i more', style: 'accent' };

/** The weightiest answer to why the run is where it is; empty while no rule fires. */
export function whyBandRow(state: ConsoleState, width: number, now: number): Row {
  const run = state.detail?.run ?? null;
  const line = run === null ? null : whyLine(findingsOf(state, run, now));
  if (line === null) return textRow('');
  let room = width - textWidth(more.text);
  const spans = line.spans.map((span) => {
    const text = cut(span.text, Math.max(0, room));
    room -= textWidth(text);
    return { ...span, text };
  });
  return { spans: [...spans, more] };
}
