import type { Clock } from '../../lib/clock.ts';
import type { EventLevel } from '../../model/event.ts';
import { structuredLine } from '../../model/structured-line.ts';
import type { TaskEvent } from './worker-pool.ts';

/** Bounds of what lines of JSON may cost. The line itself always stays in the log. */
const maxEventsPerAttempt = 1_000;
const maxEventsPerSecond = 20;
const maxLooksPerSecond = 500;
const maxLineBytes = 16_384;

const wanted: ReadonlySet<EventLevel> = new Set(['error', 'warn', 'info']);

/** Makes events of the structured lines that one attempt prints. */
export interface LineEvents {
  /** The events that these lines are, with what is above the bounds left out. */
  take(lines: readonly Buffer[]): TaskEvent[];
}

export function createLineEvents(clock: Clock): LineEvents {
  let left = maxEventsPerAttempt;
  let second = Number.NaN;
  let looks = 0;
  let events = 0;

  function eventOf(line: Buffer): TaskEvent | null {
    const isBeyond = left === 0 || events === maxEventsPerSecond || looks === maxLooksPerSecond;
    // Without the word it cannot have a level: that much can be seen without reading it as JSON.
    if (isBeyond || line.length > maxLineBytes || !line.includes('"level"')) return null;
    looks += 1;
    const said = structuredLine(line.toString('utf8'));
    if (said === null || !wanted.has(said.level)) return null;
    left -= 1;
    events += 1;
    return { type: 'log', level: said.level, message: said.message, payload: said.fields };
  }

  return {
    take(lines) {
      const now = Math.floor(clock.now() / 1_000);
      if (now !== second) [second, looks, events] = [now, 0, 0];
      return lines.map(eventOf).filter((event) => event !== null);
    },
  };
}
