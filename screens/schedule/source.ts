import { statusBadge } from '../../components/status-badge.ts';
import { formatDuration } from '../../src/lib/format-duration.ts';
import type { Run } from '../../src/model/run.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { currentPlace } from '../../src/store/places.ts';
import { scheduleOf } from '../../src/store/schedules-state.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { type Row, type StyleName, textRow } from '../../src/terminal/row.ts';
import { sanitize } from '../../src/terminal/sanitize.ts';
import { padEnd, padStart } from '../../src/terminal/width.ts';
import { type FactsView, factsPane } from '../facts-pane.ts';
import { formatTime } from '../format-time.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { lastText, runDuration, shortId, tryText } from '../run-text.ts';
import { scheduleFacts } from '../schedules/facts-view.ts';
import { windowTop } from '../window-top.ts';
import { wrapWords } from '../wrap-text.ts';

/** The id of the schedule on the screen; null on any other. */
export function shownScheduleId({ places }: Pick<ConsoleState, 'places'>): string | null {
  const place = places.stack.findLast(({ screen }) => screen === 'schedule') ?? currentPlace(places);
  return place.screen === 'schedule' ? place.scheduleId : null;
}

/** Its runs that were read, newest first. */
export function shownRuns(state: ConsoleState): readonly Run[] {
  return state.schedules.runs.get(shownScheduleId(state) ?? '') ?? [];
}

/** The row under the cursor: the run it was put on, else the newest. */
export function runRow(state: ConsoleState): number {
  const runs = shownRuns(state);
  const row = runs.findIndex(({ id }) => id === state.schedules.runCursorId);
  return Math.max(0, row);
}

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

export function runsSource(parts: ConsoleParts): PaneSource {
  let top = 0;
  return {
    rows(width, height) {
      const state = stateOf(parts);
      const runs = shownRuns(state);
      const body = Math.max(1, height - 1);
      parts.model.heights.list = body;
      const heading = headingRow(state, runs.length, width);
      if (runs.length === 0) return [heading, emptyRow(state)];
      const cursor = runRow(state);
      top = windowTop(top, cursor, runs.length, body);
      const now = parts.model.clock.now();
      return [
        heading,
        ...runs
          .slice(top, top + body)
          .map((run, index) => lineOf(run, { selected: top + index === cursor, width, now })),
      ];
    },
  };
}

function headingRow({ schedules }: ConsoleState, count: number, width: number): Row {
  const of = schedules.lookedAt === null ? '' : `, of the newest ${schedules.lookedAt} of the project`;
  const what = `LAST EVENT (${count} newest runs${of})`;
  const wide =
    width >= 60
      ? `${padStart('AGE', 6)}  ${padStart('DUR', 7)}  ${padStart('TRY', 4)}  `
      : `${padStart('AGE', 6)}  `;
  return textRow(`  ${padEnd('STATUS', 11)}  ${padEnd('RUN', 8)}  ${wide}${what}`, 'dim');
}

function emptyRow({ schedules }: ConsoleState): Row {
  return textRow(
    schedules.lookedAt === null
      ? '  No runs of it are known.'
      : '  None of the newest runs of the project is of it.',
    'dim',
  );
}

function lineOf(run: Run, look: { selected: boolean; width: number; now: number }): Row {
  const { selected, width, now } = look;
  const badge = statusBadge(run.status);
  const took = runDuration(run, now);
  return {
    selected,
    spans: [
      { text: selected ? '> ' : '  ', style: 'accent' },
      { text: padEnd(badge.text, 11), style: badge.style },
      { text: `  ${padEnd(sanitize(shortId(run.id)), 8)}` },
      { text: `  ${padStart(formatTime(Date.parse(run.createdAt), 'relative', now), 6)}` },
      ...(width < 60
        ? []
        : [
            { text: `  ${padStart(took === null ? '' : formatDuration(took), 7)}` },
            { text: `  ${padStart(tryText(run), 4)}` },
          ]),
      { text: `  ${sanitize(lastText(run, now))}`, style: run.status === 'failed' ? 'bad' : 'plain' },
    ],
  };
}
