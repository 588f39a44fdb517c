import { isJsonObject, type JsonValue } from '../../lib/json.ts';
import type { EventsTable } from '../storage/events-table.ts';

/** One answer that a waiting run needs, as its attempt told. */
export interface OpenWait {
  /** What the answer names. */
  readonly id: string;
  /** `approval`, `event` or `delay`. */
  readonly kind: string;
}

/** How far back to look: to a waiting run nothing is written, to one that goes on its steps are. */
const newestEvents = 200;

/** What a run waits for, or waited for last, from the newest event that says so; empty where it is nothing that can be answered. */
export function openWaits(events: EventsTable, runId: string): readonly OpenWait[] {
  const range = { afterId: 0, beforeId: Number.MAX_SAFE_INTEGER, limit: newestEvents, newestFirst: true };
  const told = events.list(runId, range).find(({ type }) => type === 'run.waiting')?.payload;
  const waits = isJsonObject(told) ? told['waits'] : undefined;
  return Array.isArray(waits) ? waits.map(waitIn).filter((wait) => wait !== null) : [];
}

function waitIn(value: JsonValue): OpenWait | null {
  if (!isJsonObject(value)) return null;
  const { id, kind } = value;
  return typeof id === 'string' && typeof kind === 'string' ? { id, kind } : null;
}
