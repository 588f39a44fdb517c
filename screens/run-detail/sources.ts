import type { PaneSource } from '../../src/terminal/compositor.ts';
import type { Row } from '../../src/terminal/row.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { eventRows } from './events-view.ts';
import { logRows } from './log-view.ts';
import { eventsHeading, logHeading } from './pane-heading.ts';

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
    const { detail } = stateOf(parts);
    parts.model.heights.log = height;
    return detail === null ? [] : [logHeading(detail), ...logRows(detail, width, height)];
  });
}

function livePane(rows: (height: number, width: number) => readonly Row[]): PaneSource {
  return { rows: (width, height) => rows(Math.max(1, height - 1), width) };
}
