import type { RunEvent } from '../model/event.ts';

export const maxEventsKept = 20_000;

/** The events of one run, oldest first, changed in place. */
export interface EventList {
  readonly events: RunEvent[];
  /** How many were dropped from the front to keep the list bounded. */
  dropped: number;
  /** Everything up to this id has been read; the stream may have told of later ones already. */
  readTo: number;
}

export function createEventList(): EventList {
  return { events: [], dropped: 0, readTo: 0 };
}

/**
 * Puts events where their ids belong; the stream may be ahead of the history that is being read.
 * @returns whether any was new
 */
export function putEvents(list: EventList, incoming: readonly RunEvent[], max = maxEventsKept): boolean {
  const { events } = list;
  const oldest = list.dropped > 0 ? (events[0]?.id ?? 0) : 0;
  let isNew = false;
  for (const event of incoming) {
    const place = placeFor(events, event.id);
    if (event.id < oldest || events[place]?.id === event.id) continue;
    events.splice(place, 0, event);
    isNew = true;
  }
  const surplus = events.length - max;
  if (surplus > 0) {
    events.splice(0, surplus);
    list.dropped += surplus;
  }
  return isNew;
}

/** The first place whose id is not smaller, looked for from the end, where new events belong. */
function placeFor(events: readonly RunEvent[], id: number): number {
  let place = events.length;
  while (place > 0 && (events[place - 1]?.id ?? 0) >= id) place--;
  return place;
}
