import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { JsonValue } from '../../lib/json.ts';
import { runReasons } from '../../model/run-status.ts';
import { resultFile } from './log-paths.ts';
import type { AttemptOutcome } from './worker-pool.ts';

// Not `z.json()`, which calls itself for each level: how deep an output may be is decided with its size.
const json = z.custom<JsonValue>((value) => value !== undefined);

const outcome = z.object({
  reason: z.enum(runReasons),
  output: json,
  error: z
    .object({ message: z.string(), code: z.string().exactOptional(), detail: json.exactOptional() })
    .nullable(),
  exitCode: z.number().int().nullable(),
  signal: z.string().nullable(),
  retry: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('never') }),
      z.object({ kind: z.literal('after'), delayMs: z.number().min(0) }),
    ])
    .nullable()
    .catch(null),
  waiting: z
    .object({ reason: z.string().max(64), detail: json, until: z.number().nullable() })
    .nullable()
    .default(null),
});

/** Reads an outcome from JSON text; null for anything that our child would not have written. */
export function parseOutcome(text: string): AttemptOutcome | null {
  try {
    return outcome.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The outcome that a child wrote before it or its daemon died; null when it wrote none. */
export async function recoverOutcome(attemptDir: string): Promise<AttemptOutcome | null> {
  try {
    return outcome.parse(JSON.parse(await readFile(resultFile(attemptDir), 'utf8')));
  } catch {
    // Missing, or written by something else than our child: the same as none.
    return null;
  }
}
