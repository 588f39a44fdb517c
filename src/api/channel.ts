import { z } from 'zod';
import { wireRunEvent } from './event.ts';
import { wireRun } from './run.ts';

/**
 * The channel `/ws/{project_id}/events` (contract section 8). A plain client gets the documented
 * `poke` and `entity_updated` frames only; one that sends `subscribe` also gets the batches below.
 */
export const bearerProtocolPrefix = 'bearer-';

/** What a client adds to the path to have larger frames compressed. */
export const deflateQuery = 'deflate=1';

export const subscribeMessage = z.object({
  type: z.literal('subscribe'),
  data: z.object({
    /** Send changed runs. */
    runs: z.boolean(),
    /** Tell of changed schedules. */
    schedules: z.boolean().optional(),
    /** Send events and log growth of these runs. */
    follow: z.array(z.string()).max(100),
  }),
});

export const entityUpdatedMessage = z.object({
  type: z.literal('entity_updated'),
  data: z.object({
    entity: z.enum(['run', 'schedule']),
    id: z.string(),
    version: z.number().int(),
    status: z.string(),
  }),
});

export const runsChangedMessage = z.object({
  type: z.literal('runs_changed'),
  data: z.object({ runs: z.array(wireRun) }),
});

/** Read these schedules again. */
export const schedulesChangedMessage = z.object({
  type: z.literal('schedules_changed'),
  data: z.object({ ids: z.array(z.string()) }),
});

export const runEventsMessage = z.object({
  type: z.literal('run_events'),
  data: z.object({ run_id: z.string(), events: z.array(wireRunEvent) }),
});

/** The log of a followed run has grown to this many bytes: read on with the log endpoint. */
export const runLogMessage = z.object({
  type: z.literal('run_log'),
  data: z.object({ run_id: z.string(), total_bytes: z.number().int().min(0) }),
});

/**
 * A `subscribe` has arrived: every change from now on is told. What was read before this answer may
 * have missed some.
 */
export const subscribedMessage = z.object({
  type: z.literal('subscribed'),
  data: z.object({ follow: z.array(z.string()) }),
});

/** The reader was too slow and frames were dropped: read the lists again. */
export const resyncMessage = z.object({ type: z.literal('resync'), data: z.object({}) });

/** Sent when nothing else was for minutes: some readers take silence for a dead connection. */
export const keepaliveMessage = z.object({ type: z.literal('keepalive'), data: z.object({}) });

/** What our client understands; any other type is ignored. */
export const serverMessage = z.discriminatedUnion('type', [
  entityUpdatedMessage,
  runsChangedMessage,
  schedulesChangedMessage,
  runEventsMessage,
  runLogMessage,
  subscribedMessage,
  resyncMessage,
]);
export type ServerMessage = z.infer<typeof serverMessage>;
export type KeepaliveMessage = z.infer<typeof keepaliveMessage>;
export type SubscribeMessage = z.infer<typeof subscribeMessage>;

export function channelPath(projectId: string): string {
  return `/ws/${encodeURIComponent(projectId)}/events`;
}
