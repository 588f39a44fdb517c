import { type Run, runDefaults } from '../../model/run.ts';
import { usableTarget } from '../usable-target.ts';
import type { AttemptSpec } from '../worker/worker-pool.ts';
import type { QueueParts } from './queue-parts.ts';

/**
 * What a child needs to execute an attempt. The target is looked up again: its file may have moved,
 * been mended or broken since the run was created.
 * @throws UserError `not-found`, `invalid` when the target cannot be executed any more
 */
export async function attemptSpec(parts: QueueParts, run: Run, attempt: number): Promise<AttemptSpec> {
  const target = await usableTarget(parts.targets, run.target);
  parts.targetLimits.learn(target);
  return {
    runId: run.id,
    attempt,
    kind: run.kind,
    target: run.target,
    sourceFile: parts.targets.sourceFile(target),
    isolation: target.isolation,
    projectDir: parts.projectDir,
    projectId: run.projectId,
    environmentId: run.environmentId,
    batchId: run.batchId,
    slot: run.slot,
    config: run.config,
    input: run.input,
    timeoutMs: timeoutMsOf(run),
    memoryLimitBytes: parts.settings.limits.memoryMb * 1_048_576,
    logLimitBytes: parts.settings.limits.logMb * 1_048_576,
    outputLimitBytes: parts.settings.limits.outputKb * 1024,
    signals: parts.storage.signals.list(run.id),
  };
}

export function timeoutMsOf(run: Run): number {
  return (run.timeoutSeconds ?? runDefaults.timeoutSeconds) * 1000;
}
