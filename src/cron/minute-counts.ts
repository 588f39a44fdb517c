import { type SlotBounds, slotsAfter } from './slots.ts';
import type { TimeRule } from './time-rule.ts';
import { visitSlots } from './visit-slots.ts';

const minuteMs = 60_000;

/** How many starts fall into each minute of a stretch of time. */
export interface MinuteCounts {
  /** Counts the slots of a rule, `times` each; those of one minute count as one start. */
  add(rule: TimeRule, bounds: SlotBounds, times: number): void;
  /** The starts in the minute that `at` (epoch ms) lies in; 0 outside the stretch. */
  at(at: number): number;
  /** The beginnings of the minutes that have any, ascending, epoch ms. */
  minutes(): readonly number[];
}

/** For the minutes of the slots later than `after`, and no later than `until` (epoch ms). */
export function createMinuteCounts(after: number, until: number): MinuteCounts {
  const first = Math.floor(after / minuteMs);
  const counts = new Uint32Array(Math.floor(until / minuteMs) - first + 1);
  const placeOf = (at: number) => Math.floor(at / minuteMs) - first;
  const addOne = (at: number, times: number) => {
    const place = placeOf(at);
    counts[place] = (counts[place] ?? 0) + times;
  };
  return {
    add(rule, bounds, times) {
      if (rule.kind === 'scheduled') {
        visitSlots(rule, bounds, after, until, (at) => addOne(at, times));
        return;
      }
      for (let at = nextSlot(rule, bounds, after); at !== null && at <= until; ) {
        addOne(at, times);
        at = nextSlot(rule, bounds, Math.max(at, (Math.floor(at / minuteMs) + 1) * minuteMs - 1));
      }
    },
    at: (at) => counts[placeOf(at)] ?? 0,
    minutes: () =>
      [...counts.keys()]
        .filter((place) => (counts[place] ?? 0) > 0)
        .map((place) => (first + place) * minuteMs),
  };
}

function nextSlot(rule: TimeRule, bounds: SlotBounds, after: number): number | null {
  return slotsAfter(rule, bounds, after).next().value ?? null;
}
