import { z } from 'zod';
import type { Attempt } from '../model/attempt.ts';
import { openReason } from './run.ts';

/** Ours. */
export const wireAttempt = z.object({
  run_id: z.string(),
  number: z.number().int(),
  started_at: z.string(),
  ended_at: z.string().nullable(),
  reason: openReason,
  reason_text: z.string().nullable().default(null),
  exit_code: z.number().int().nullable(),
  signal: z.string().nullable(),
  error_message: z.string().nullable(),
  log_from: z.number().int().nullable().default(null),
  log_to: z.number().int().nullable().default(null),
  peak_memory_bytes: z.number().int().nullable().default(null),
});
export const wireAttemptList = z.object({ data: z.array(wireAttempt) });

export function attemptToWire(attempt: Attempt): z.infer<typeof wireAttempt> {
  return {
    run_id: attempt.runId,
    number: attempt.number,
    started_at: attempt.startedAt,
    ended_at: attempt.endedAt,
    reason: attempt.reason,
    reason_text: attempt.reasonText,
    exit_code: attempt.exitCode,
    signal: attempt.signal,
    error_message: attempt.errorMessage,
    log_from: attempt.logFrom,
    log_to: attempt.logTo,
    peak_memory_bytes: attempt.peakMemoryBytes,
  };
}

export function attemptFromWire(wire: z.infer<typeof wireAttempt>): Attempt {
  return {
    runId: wire.run_id,
    number: wire.number,
    startedAt: wire.started_at,
    endedAt: wire.ended_at,
    reason: wire.reason,
    reasonText: wire.reason_text,
    exitCode: wire.exit_code,
    signal: wire.signal,
    errorMessage: wire.error_message,
    logFrom: wire.log_from,
    logTo: wire.log_to,
    peakMemoryBytes: wire.peak_memory_bytes,
  };
}
