import { isTerminal } from '../../src/model/run-status.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { detailLog } from '../../src/store/detail-log.ts';
import type { DetailState } from '../../src/store/detail-state.ts';
import { shownEvents } from '../../src/store/events-pane.ts';
import { waitingLines } from '../../src/store/line-view.ts';
import { marksOf } from '../../src/store/log-marks.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { type Row, type Span, textRow } from '../../src/terminal/row.ts';
import { formatAge, formatCount } from '../format-time.ts';
import { createDocumentPane } from '../log-pane/document-rows.ts';
import { heading, logHeading } from '../log-pane/heading.ts';
import { logRows } from '../log-pane/rows.ts';
import { wholeLineRows } from '../log-pane/whole-line.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { eventRows } from './events-view.ts';
import { wholeEventRows } from './whole-event.ts';

/** The pane of events: a heading and the events in view. */
export function eventsSource(parts: ConsoleParts): PaneSource {
  return livePane((height) => {
    const { detail } = stateOf(parts);
    parts.model.heights.events = height;
    return detail === null ? [] : [eventsHeading(detail), ...eventRows(detail, height)];
  });
}

/** The pane of the log: a heading and the lines in view. */
export function logSource(parts: ConsoleParts): PaneSource {
  return livePane((height, width) => {
    const state = stateOf(parts);
    parts.model.heights.log = height;
    return state.detail === null
      ? []
      : logPaneRows(state, state.detail, parts.model.clock.now(), width, height);
  });
}

/** The line or the event that is shown whole, below the panes. */
export function wholeSource(parts: ConsoleParts): PaneSource {
  const document = createDocumentPane();
  return {
    rows(width, height) {
      const { detail } = stateOf(parts);
      const log = detailLog.of(stateOf(parts));
      if (detail === null || log === null) return [];
      // Unless something is set out.
      parts.model.heights.textLines = 0;
      const rule = textRow('─'.repeat(width), 'dim');
      const rows =
        detail.pane === 'log'
          ? wholeLineRows(parts, log, document, width, height - 1)
          : wholeEventRows(parts, detail, document, width, height - 1);
      return [rule, ...rows];
    },
  };
}

function logPaneRows(
  state: ConsoleState,
  detail: DetailState,
  now: number,
  width: number,
  height: number,
): readonly Row[] {
  const { run, log, logPane, runId } = detail;
  const isLive = run !== null && !isTerminal(run.status);
  const news = { isFocused: detail.pane === 'log', logs: [log], isLive, now };
  const name = detail.attemptShown === null ? 'LOG' : `LOG of attempt ${detail.attemptShown}:`;
  const start = Date.parse(run?.startedAt ?? run?.createdAt ?? '') || 0;
  const look = { marks: marksOf(state.logMarks, runId), start };
  const rows = logRows(logPane, log.lines, look, width, height);
  return [logHeading(name, logPane, log.lines, news), ...(rows.length === 0 ? emptyRows(detail, now) : rows)];
}

/** Why there is no line. */
function emptyRows({ run, log, logPane }: DetailState, now: number): readonly Row[] {
  if (log.firstByte === null || run === null) return [];
  if (logPane.passing !== null && log.lines.endLine > log.lines.firstLine) {
    return [textRow('  No line passes: v and & say which do.', 'dim')];
  }
  if (isTerminal(run.status)) return [textRow('  The run printed nothing.', 'dim')];
  if (run.startedAt === null) return [textRow('  Nothing yet: the run has not started.', 'dim')];
  return [textRow(`  Nothing yet: silent for ${formatAge(now - Date.parse(run.startedAt))}.`, 'dim')];
}

/** The line above the events: how many, which, and whether the pane follows. */
function eventsHeading(detail: DetailState): Row {
  const { events, eventsPane } = detail;
  const shown = shownEvents(events, eventsPane.level);
  const all = events.events.length;
  const count =
    eventsPane.level === null ? formatCount(all) : `${formatCount(shown.count)} of ${formatCount(all)}`;
  const lost = events.dropped > 0 ? ` (first ${formatCount(events.dropped)} dropped)` : '';
  const more: Span[] = [];
  if (eventsPane.level !== null) more.push({ text: `  level>=${eventsPane.level}`, style: 'accent' });
  if (!eventsPane.isLinked) more.push({ text: '  not linked', style: 'dim' });
  const waiting = waitingLines(eventsPane.view, shown);
  return heading(`EVENTS ${count}${lost}`, eventsPane.view, {
    waiting,
    isFocused: detail.pane === 'events',
    more,
  });
}

function livePane(rows: (height: number, width: number) => readonly Row[]): PaneSource {
  return { rows: (width, height) => rows(Math.max(1, height - 1), width) };
}
