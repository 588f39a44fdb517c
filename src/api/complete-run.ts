import { z } from 'zod';
import type { JsonObject } from '../lib/json.ts';
import { terminalStatuses } from '../model/run-status.ts';
import { wireRun } from './run.ts';

const text = z.string().max(256).optional();
const tokens = z.number().min(0).optional();

/** Contract section 4.5. */
export const wireCompleteRun = z.object({
  status: z.enum(terminalStatuses),
  metadata: z
    .object({
      provider: text,
      model: text,
      inputTokens: tokens,
      outputTokens: tokens,
      finishReason: text,
      cachedInputTokens: tokens,
      reasoningTokens: tokens,
      providerRequestId: text,
    })
    .nullish(),
  terminal_error_code: z.string().max(128).nullish(),
  terminal_error_message: z.string().max(16_384).nullish(),
});

export const wireRunCompleted = z.object({ completed: z.boolean(), run: wireRun });

/** What such a body says about the end of a run. */
export function completionFromWire(body: z.output<typeof wireCompleteRun>) {
  return {
    status: body.status,
    errorCode: body.terminal_error_code ?? undefined,
    errorMessage: body.terminal_error_message ?? undefined,
    metadata: toldMembers(body.metadata ?? {}),
  };
}

function toldMembers(metadata: Readonly<Record<string, string | number | undefined>>): JsonObject {
  const told: JsonObject = {};
  for (const [name, value] of Object.entries(metadata)) if (value !== undefined) told[name] = value;
  return told;
}
