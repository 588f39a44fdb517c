import { z } from 'zod';
import { isJsonObject, type JsonValue } from '../lib/json.ts';
import { type EventLevel, eventLevels, type RunEvent } from '../model/event.ts';
import { queryInteger, wireJson } from './field.ts';
import { wireList } from './page.ts';

/** Contract section 4.3. `level` and `message` are ours. */
export const wireRunEvent = z.object({
  event_id: z.number(),
  event_type: z.string(),
  payload: wireJson.optional(),
  created_at: z.string(),
  level: z.enum(eventLevels).optional(),
  message: z.string().optional(),
});
export type WireRunEvent = z.infer<typeof wireRunEvent>;
export const wireRunEventList = wireList(wireRunEvent);

export const runEventsQuery = z.object({
  after_event_id: queryInteger(0, Number.MAX_SAFE_INTEGER).optional(),
  /** What `page_info.next` said: the same as `after_event_id`. */
  cursor: queryInteger(0, Number.MAX_SAFE_INTEGER).optional(),
  limit: queryInteger(1, 500).optional(),
});

/** Contract section 3.4: the older generation's view of the same events, as log-store entries. */
export const wireJobEvents = z.object({
  entries: z.array(
    z.object({
      timestamp: z.string(),
      level: z.string(),
      message: z.string(),
      service: z.string(),
      metadata: z.record(z.string(), z.string()).optional(),
    }),
  ),
  next_cursor: z.string().nullable(),
  stats: z.object({ bytes_processed: z.number(), lines_processed: z.number(), query_time_ms: z.number() }),
});

export const jobEventsQuery = z.object({
  /** An event id, as `next_cursor` gave it. */
  cursor: queryInteger(0, Number.MAX_SAFE_INTEGER).optional(),
  limit: queryInteger(1, 1000).optional(),
  direction: z.enum(['forward', 'backward']).optional(),
});

export function eventToWire(event: RunEvent): WireRunEvent {
  return {
    event_id: event.id,
    event_type: event.type,
    payload: event.payload,
    created_at: event.createdAt,
    level: event.level,
    message: event.message,
  };
}

export function eventFromWire(wire: WireRunEvent, runId: string): RunEvent {
  const payload = wire.payload ?? null;
  return {
    id: wire.event_id,
    runId,
    type: wire.event_type,
    level: wire.level ?? levelOf(wire.event_type),
    message: wire.message ?? messageIn(payload) ?? wire.event_type,
    payload,
    createdAt: wire.created_at,
  };
}

/** Metadata values are strings on the wire: numbers and null make the SDK refuse the answer. */
export function eventToJobEntry(event: RunEvent) {
  const metadata: Record<string, string> = {};
  if (isJsonObject(event.payload)) {
    for (const [key, value] of Object.entries(event.payload)) {
      metadata[key] = typeof value === 'string' ? value : JSON.stringify(value);
    }
  }
  // Last, so that a payload cannot pass for an event of another type.
  metadata['event_type'] = event.type;
  return {
    timestamp: event.createdAt,
    level: event.level,
    message: event.message,
    service: 'job-runner',
    metadata,
  };
}

function levelOf(type: string): EventLevel {
  return /fail|error/i.test(type) ? 'error' : 'info';
}

function messageIn(payload: JsonValue): string | null {
  if (!isJsonObject(payload)) return null;
  const message = payload['message'];
  return typeof message === 'string' ? message : null;
}
