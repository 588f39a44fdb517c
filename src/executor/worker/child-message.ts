import { z } from 'zod';
import { isTooDeep, type JsonValue } from '../../lib/json.ts';
import { eventLevels } from '../../model/event.ts';
import { isolations } from '../../model/target.ts';
import { type ChildMessage, maxConcurrency, mostImports } from './protocol.ts';
import type { TaskEvent } from './worker-pool.ts';

/**
 * Whatever came over the channel is JSON already. It is not checked by `z.json()`, which calls itself for
 * each level: a task could end this process with a payload that is deep enough.
 */
const json = z.custom<JsonValue>((value) => value !== undefined && !isTooDeep(value));
const schema = z.record(z.string(), json);

const taskEvent = z.object({
  // Types of the executor's own cannot be forged, not even around `ctx.event`.
  type: z
    .string()
    .min(1)
    .max(100)
    .refine((type) => !type.startsWith('run.')),
  level: z.enum(eventLevels),
  message: z.string().max(2_000),
  payload: json,
});

const imports = z
  .array(z.object({ path: z.string().max(4096), stamp: z.string().max(128) }))
  .max(mostImports);

const childMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('poke') }),
  z.object({ kind: z.literal('done') }),
  z.object({
    kind: z.literal('ended'),
    runId: z.string(),
    attempt: z.number().int(),
    outcome: z.string().nullable(),
    residentBytes: z.number().min(0),
  }),
  z.object({ kind: z.literal('reading'), file: z.string() }),
  z.object({
    kind: z.literal('described'),
    file: z.string(),
    description: z.object({
      name: z.string().nullable(),
      description: z.string(),
      inputSchema: schema.nullable(),
      outputSchema: schema.nullable(),
      schedulable: z.boolean(),
      isolation: z.enum(isolations),
      concurrency: z.number().int().min(1).max(maxConcurrency).nullable(),
    }),
  }),
  z.object({
    kind: z.literal('workflows'),
    file: z.string(),
    workflows: z.array(
      z.object({
        id: z.string().min(1).max(200),
        description: z.string(),
        inputSchema: schema.nullable(),
        outputSchema: schema.nullable(),
      }),
    ),
  }),
  z.object({
    kind: z.literal('schedule'),
    file: z.string(),
    exported: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('data'), value: json }),
      z.object({
        kind: z.literal('refused'),
        isDynamic: z.boolean(),
        message: z.string(),
        path: z.array(z.string()),
      }),
    ]),
    imports,
  }),
  z.object({
    kind: z.literal('broken'),
    file: z.string(),
    fault: z.object({
      message: z.string(),
      file: z.string().nullable(),
      line: z.number().int().nullable(),
    }),
    imports,
  }),
]);

/** Reads a message from a child; null for anything that user code may have sent on the channel. */
export function parseChildMessage(message: unknown): ChildMessage | null {
  return childMessage.safeParse(message).data ?? null;
}

/** Reads an event from a line of an event file; null for anything that `ctx.event` would not have written. */
export function parseTaskEvent(value: unknown): TaskEvent | null {
  return taskEvent.safeParse(value).data ?? null;
}
