import type { Client } from '../client/client.ts';
import { isJsonObject, type JsonValue } from '../lib/json.ts';

/** Something that a waiting run needs an answer for, as its `run.waiting` event tells. */
export interface ShownWait {
  /** What the answer names. */
  readonly id: string;
  /** `approval`, `event` or `delay`. */
  readonly kind: string;
  readonly message: string;
  /** ISO 8601; null for ever. */
  readonly until: string | null;
}

const pageSize = 500;

/** What a run says that it waits for, or waited for last; empty when it never did. */
export async function openWaits(client: Client, runId: string): Promise<readonly ShownWait[]> {
  let waits: readonly ShownWait[] = [];
  let afterId = 0;
  for (;;) {
    const events = await client.runs.events(runId, afterId, pageSize);
    const told = events.findLast(({ type }) => type === 'run.waiting');
    if (told !== undefined) waits = waitsIn(told.payload);
    const last = events.at(-1);
    if (last === undefined || events.length < pageSize) return waits;
    afterId = last.id;
  }
}

function waitsIn(payload: JsonValue): readonly ShownWait[] {
  const waits = isJsonObject(payload) ? payload['waits'] : undefined;
  return Array.isArray(waits) ? waits.flatMap(waitIn) : [];
}

function waitIn(value: JsonValue): ShownWait[] {
  if (!isJsonObject(value) || typeof value['id'] !== 'string') return [];
  const { id, kind, message, until } = value;
  return [
    {
      id,
      kind: String(kind),
      message: String(message ?? ''),
      until: typeof until === 'string' ? until : null,
    },
  ];
}
