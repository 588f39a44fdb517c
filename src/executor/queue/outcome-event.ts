import type { JsonObject } from '../../lib/json.ts';
import { clipJson } from './clip.ts';
import type { Verdict } from './decide-outcome.ts';
import type { EventDraft } from './ledger.ts';

/** Bytes of JSON that the detail of a wait may have. */
const maxDetailBytes = 65_536;

/** The event that goes with the end of an attempt. It says why in the words of the record. */
export function outcomeEvent(attempt: number, verdict: Verdict, exitCode: number | null): EventDraft {
  const { to, reason, reasonText, error, delayMs, wait } = verdict;
  const payload: JsonObject = { attempt, reason, reason_text: reasonText, exit_code: exitCode };
  if (error !== null) payload['error'] = { message: error.message, code: error.code ?? null };
  switch (to) {
    case 'completed':
      return { type: 'run.completed', level: 'info', message: 'Completed', payload };
    case 'cancelled':
      return { type: 'run.cancelled', level: 'warn', message: capitalized(why(verdict)), payload };
    case 'failed':
      return { type: 'run.failed', level: 'error', message: `Failed (${why(verdict)})`, payload };
    case 'waiting':
      return {
        type: 'run.waiting',
        level: 'info',
        message: `Waits for ${wait?.reason ?? 'an answer'}`,
        payload: clipJson(wait?.detail ?? null, maxDetailBytes),
      };
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
            message: `Attempt ${attempt} failed (${why(verdict)}); next one in ${(delayMs / 1000).toFixed(1)} s`,
            payload: { ...payload, delay_ms: delayMs },
          };
  }
}

/** `exit 7`, `timeout after 300 s`, `error: no such file`. */
function why({ reason, reasonText, error }: Verdict): string {
  if (reasonText !== null) return reasonText;
  return error === null ? String(reason) : `${reason}: ${firstLine(error.message)}`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function firstLine(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
