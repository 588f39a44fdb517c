import type { JsonObject } from '../../lib/json.ts';
import type { Verdict } from './decide-outcome.ts';
import type { EventDraft } from './ledger.ts';

/** The event that goes with the end of an attempt. */
export function outcomeEvent(attempt: number, verdict: Verdict, exitCode: number | null): EventDraft {
  const { reason, error } = verdict;
  const what = error === null ? reason : `${reason}: ${firstLine(error.message)}`;
  const payload: JsonObject = { attempt, reason, exit_code: exitCode };
  if (error !== null) payload['error'] = { message: error.message, code: error.code ?? null };
  switch (verdict.to) {
    case 'completed':
      return { type: 'run.completed', level: 'info', message: 'Completed', payload };
    case 'cancelled':
      return { type: 'run.cancelled', level: 'warn', message: 'Cancelled', payload };
    case 'failed':
      return { type: 'run.failed', level: 'error', message: `Failed (${what})`, payload };
    case 'pending':
      return reason === 'lost'
        ? {
            type: 'run.requeued',
            level: 'warn',
            message: `Attempt ${attempt} lost its worker; queued again`,
            payload,
          }
        : {
            type: 'run.retrying',
            level: 'warn',
            message: `Attempt ${attempt} failed (${what}); next one in ${(verdict.delayMs / 1000).toFixed(1)} s`,
            payload: { ...payload, delay_ms: verdict.delayMs },
          };
  }
}

function firstLine(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
