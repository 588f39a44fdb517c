import type { RunEvent } from '../model/event.ts';

export const maxEventsKept = 20_000;

/** The events of one run, oldest first, changed in place. */
export interface EventList {
  readonly events: RunEvent[];
  /** How many were dropped from the front to keep the list bounded. */
  dropped: number;
}

export function createEventList(): EventList {
  return { events: [], dropped: 0 };
}

/** The id to read on from: 0 before the first event. */
export function lastEventId(list: EventList): number {
  return list.events.at(-1)?.id ?? 0;
}

/** Adds events whose ids are new; answers whether any was. */
export function appendEvents(list: EventList, incoming: readonly RunEvent[], max = maxEventsKept): boolean {
  let last = lastEventId(list);
  const before = list.events.length + list.dropped;
  for (const event of incoming) {
    if (event.id <= last) continue;
    list.events.push(event);
    last = event.id;
  }
  const surplus = list.events.length - max;
  if (surplus > 0) {
    list.events.splice(0, surplus);
    list.dropped += surplus;
  }
  return list.events.length + list.dropped > before;
}
