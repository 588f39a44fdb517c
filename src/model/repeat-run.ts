import { UserError } from './errors.ts';
import type { CreateRun, Run } from './run.ts';
import { isTerminal, type RunStatus } from './run-status.ts';

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

/** True for a run that was cancelled before it began: as if nobody had asked for it. */
export function wasCalledOff({ status, startedAt }: { status: RunStatus; startedAt: unknown }): boolean {
  return status === 'cancelled' && startedAt === null;
}

/**
 * The idempotency key of what repeats a failed run within its batch: no run is repeated twice, whoever asks.
 * @param calledOff how many repeats of it were called off before
 */
export function retryInBatchKey(runId: string, calledOff = 0): string {
  return calledOff === 0 ? `retry-in-batch:${runId}` : `retry-in-batch:${runId}:${calledOff}`;
}

/**
 * Repeats a failed run in its batch, once: a second call answers the run of the first, unless that was called off.
 * @param create creates a run, or answers the one that has its key
 */
export async function repeatInBatch<Answer extends { readonly run: Run }>(
  failed: Run,
  batchId: string,
  create: (input: CreateRun) => Promise<Answer>,
): Promise<Answer> {
  for (let calledOff = 0; ; calledOff++) {
    const publicId = retryInBatchKey(failed.id, calledOff);
    const answer = await create({ ...repeatRun(failed), batchId, publicId });
    if (!wasCalledOff(answer.run)) return answer;
  }
}
