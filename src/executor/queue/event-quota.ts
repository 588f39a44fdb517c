import type { TargetShare } from '../storage/events-table.ts';
import type { EventEntry } from './event-entry.ts';
import type { EventDraft } from './ledger.ts';

/** How many events a target may still add to its run. */
export interface EventQuota {
  /**
   * Leaves out what is too much, and says so once per run. Progress goes on without events, so that a
   * long run still shows how far it is.
   */
  admit(entries: readonly EventEntry[]): EventEntry[];
  /** These were not written after all. */
  giveBack(entries: readonly EventEntry[]): void;
}

export function createEventQuota(storage: { share(): TargetShare }, maxEvents: number): EventQuota {
  let left: number | null = null;
  let isCut = false;
  const cut: EventEntry = { event: cutEvent(maxEvents), progress: null };

  /** Asked with the first event: most attempts have none. */
  const count = (): number => {
    const share = storage.share();
    isCut = share.isCut;
    return Math.max(0, maxEvents - share.events);
  };

  const admitOne = (entry: EventEntry): EventEntry[] => {
    left ??= count();
    if (left > 0) {
      left -= 1;
      return [entry];
    }
    const rest = entry.progress === null ? [] : [{ event: null, progress: entry.progress }];
    if (isCut) return rest;
    isCut = true;
    return [cut, ...rest];
  };

  return {
    admit: (entries) => entries.flatMap(admitOne),
    giveBack() {
      // Nothing of them is there: what is there has to be counted again.
      left = null;
    },
  };
}

function cutEvent(maxEvents: number): EventDraft {
  const message = `The run has ${maxEvents} events from its target; further ones are not kept`;
  return { type: 'run.cut', level: 'warn', message, payload: { what: 'events', limit: maxEvents } };
}
