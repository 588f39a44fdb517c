import type { EventLevel } from '../model/event.ts';
import { isAtLeast } from '../model/line-level.ts';
import type { EventList } from './event-list.ts';
import { allLines, type ShownLines } from './line-source.ts';
import { following, type LineView } from './line-view.ts';

/** The pane of events. Events are numbered from the first one ever. */
export interface EventsPane {
  readonly view: LineView;
  /** Only events of this level and more serious ones; null: all. */
  readonly level: EventLevel | null;
  /** Moving in events moves the log to the same second. */
  readonly isLinked: boolean;
}

export function newEventsPane(before: EventsPane | null = null): EventsPane {
  return { view: following, level: before?.level ?? null, isLinked: before?.isLinked ?? true };
}

/** The events that the pane shows. */
export function shownEvents({ events, dropped }: EventList, level: EventLevel | null): ShownLines {
  if (level === null) return allLines({ firstLine: dropped, endLine: dropped + events.length });
  const numbers: number[] = [];
  for (const [index, event] of events.entries()) {
    if (isAtLeast(event.level, level)) numbers.push(dropped + index);
  }
  return {
    count: numbers.length,
    at: (place) => numbers[place] ?? 0,
    placeOf(number) {
      const place = numbers.findIndex((one) => one >= number);
      return place < 0 ? numbers.length : place;
    },
  };
}
