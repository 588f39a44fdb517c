import type { ConsoleState } from '../../src/store/console-state.ts';
import { scheduleOf } from '../../src/store/schedules-state.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { type Row, type StyleName, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { type FactsView, factsPane } from '../facts-pane.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { scheduleFacts } from '../schedules/facts-view.ts';
import { wrapWords } from '../wrap-text.ts';
import { shownScheduleId } from './shown.ts';

/** What is known of the schedule on the screen. */
export const shownFacts: FactsView = {
  screen: 'schedule',
  idOf: (parts) => shownScheduleId(stateOf(parts)),
  rows(parts, width) {
    const state = stateOf(parts);
    const id = shownScheduleId(state) ?? '';
    const schedule = scheduleOf(state, id);
    if (schedule !== null) return scheduleFacts(state, schedule, width, parts.model.clock.now());
    return [textRow(` ${sanitize(id)}`, 'strong'), ...unreadRows(state, id, width)];
  },
};

export function factsSource(parts: ConsoleParts): PaneSource {
  return factsPane(parts, shownFacts);
}

/** What stands where the schedule is not known: why, and what to do next. */
function unreadRows({ schedules }: ConsoleState, id: string, width: number): readonly Row[] {
  const problem = schedules.problems.get(id);
  if (problem === undefined) return [textRow(' reading the schedule…', 'dim')];
  const lines = (text: string, style: StyleName) =>
    wrapWords(sanitize(text), Math.max(10, width - 2)).map((line) => textRow(` ${line}`, style));
  return [
    ...lines(`It could not be read: ${problem.message}`, 'bad'),
    ...lines(`${problem.fix === null ? '' : `${problem.fix} `}r asks again, Esc goes back.`, 'dim'),
  ];
}
