import { UserError } from './errors.ts';
import type { CreateRun, Run } from './run.ts';
import { isTerminal } from './run-status.ts';

/**
 * What creates the same run again, by hand: target, config, input and limits. It belongs to no batch.
 * @throws UserError `conflict` for a run that has not ended
 */
export function repeatRun(run: Run): CreateRun {
  if (!isTerminal(run.status)) {
    throw new UserError(
      'conflict',
      `Run ${run.id} is ${run.status}; only a run that has ended can be retried`,
      { fix: 'Wait for its end, or cancel it first.' },
    );
  }
  return {
    target: run.target,
    name: run.name ?? undefined,
    config: run.config,
    input: run.input ?? undefined,
    parentRunId: run.parentRunId ?? undefined,
    retryOf: run.id,
    startMode: run.startMode ?? undefined,
    triggerKind: 'manual',
    runtimeTargetKind: run.runtimeTargetKind ?? undefined,
    environmentId: run.environmentId ?? undefined,
    branchId: run.branchId ?? undefined,
    timeoutSeconds: run.timeoutSeconds ?? undefined,
    backoffLimit: run.backoffLimit ?? undefined,
  };
}

/** The idempotency key of what repeats a failed run within its batch: no run is repeated twice, whoever asks. */
export function retryInBatchKey(runId: string): string {
  return `retry-in-batch:${runId}`;
}
