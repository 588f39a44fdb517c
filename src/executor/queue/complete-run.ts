import { UserError } from '../../model/errors.ts';
import { reasonTextOf } from '../../model/reason-text.ts';
import type { Run, RunError } from '../../model/run.ts';
import { isTerminal, type RunReason, type TerminalStatus } from '../../model/run-status.ts';
import type { Completion } from '../executor.ts';
import type { EventDraft } from './ledger.ts';
import type { QueueParts } from './queue-parts.ts';

const reasonOf: Readonly<Record<TerminalStatus, RunReason>> = {
  completed: 'ok',
  failed: 'error',
  cancelled: 'cancelled',
};
const levelOf = { completed: 'info', failed: 'error', cancelled: 'warn' } as const;

/**
 * Ends a run that waits, as somebody else says (contract section 4.5).
 * @param by who says so, as it is to be read on the record
 * @returns `completed: false` and the run unchanged when it had ended before
 * @throws UserError `conflict` for a run that this executor executes or is about to
 */
export function completeRun(
  { storage, ledger }: Pick<QueueParts, 'storage' | 'ledger'>,
  runId: string,
  completion: Completion,
  by: string,
): Promise<{ completed: boolean; run: Run }> {
  const { status } = completion;
  return ledger.record((pen) => {
    const run = storage.runs.get(runId);
    if (run === null) throw new UserError('not-found', `There is no run ${runId}`);
    if (isTerminal(run.status)) return { completed: false, run };
    if (run.status !== 'waiting') throw notWaiting(run);
    const reason = reasonOf[status];
    const members = {
      reason,
      reasonText: reasonTextOf(reason, { by }),
      error: status === 'failed' ? errorOf(completion) : null,
      waitingReason: null,
      waitingFor: [],
      notBefore: null,
    };
    return { completed: true, run: pen.move(run, status, members, eventOf(completion, reason, by)) };
  });
}

function notWaiting(run: Run): UserError {
  return new UserError('conflict', `Run ${run.id} is ${run.status}: this executor ends it by itself`, {
    fix: 'Cancel it if it is not to go on; only a run that waits can be completed by others.',
  });
}

function errorOf({ errorCode, errorMessage }: Completion): RunError {
  const message = errorMessage ?? 'It was completed as failed, without a message';
  return errorCode === undefined ? { message } : { message, code: errorCode };
}

function eventOf({ status, errorMessage, metadata }: Completion, reason: RunReason, by: string): EventDraft {
  const why = status === 'failed' && errorMessage !== undefined ? `: ${firstLine(errorMessage)}` : '';
  return {
    type: `run.${status}`,
    level: levelOf[status],
    message: `Told to be ${status} by ${by}${why}`,
    payload: { reason, by, ...(metadata === undefined ? {} : { metadata }) },
  };
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.slice(0, 200) ?? '';
}
