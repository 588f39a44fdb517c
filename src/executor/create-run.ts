import type { CreateRun, Run } from '../model/run.ts';
import type { ConfigChecker } from './check-config.ts';
import type { CreationLimits } from './creation-limits.ts';
import { checkNewRun, newRun } from './new-run.ts';
import { acceptDependencies, resolveDependencies } from './queue/dependencies.ts';
import type { QueueParts } from './queue/queue-parts.ts';
import { usableTarget } from './usable-target.ts';

export interface AcceptedRun {
  readonly run: Run;
  /** True when a run with the same public id was there before: that one is answered. */
  readonly duplicate: boolean;
}

/** What a creation has to get past. */
export interface CreationChecks {
  readonly configs: ConfigChecker;
  readonly limits: CreationLimits;
}

/**
 * The one door through which runs come in: checks everything, then writes row and event in one
 * transaction. See `Executor.createRun`.
 * @param wake tells the queue that there may be something to claim
 */
export async function createRun(
  parts: QueueParts,
  checks: CreationChecks,
  input: CreateRun,
  wake: () => void,
): Promise<AcceptedRun> {
  const { storage, ledger, clock } = parts;
  const publicId = input.publicId ?? null;
  const earlier = () => (publicId === null ? null : storage.runs.getByPublicId(publicId));
  checkNewRun(input);
  const known = earlier();
  if (known !== null) return { run: known, duplicate: true };
  const dependsOn = resolveDependencies(storage, input);
  const { target, kind } = await acceptableTarget(parts, checks.configs, input);
  checks.limits.checkRate();
  const accepted = ledger.record((pen) => {
    // Asked again: two creations with one key may have waited for the target together.
    const first = earlier();
    if (first !== null) return { run: first, duplicate: true };
    checks.limits.checkQueue();
    const parent = input.parentRunId === undefined ? null : storage.runs.get(input.parentRunId);
    const asked = { ...input, dependsOn };
    const run = newRun(asked, { projectId: storage.projectId, kind, target, parent, now: clock.now() });
    const payload = run.retryOf === null ? { target } : { target, retry_of: run.retryOf };
    const event = { type: 'run.accepted', level: 'info', message: `Accepted ${target}`, payload } as const;
    const inserted = pen.insert(run, publicId, event);
    return { run: acceptDependencies(storage, pen, inserted), duplicate: false };
  });
  // Woken now, the queue claims in the transaction that is being gathered: one wait for the disk instead of two.
  wake();
  return accepted;
}

async function acceptableTarget(parts: QueueParts, configs: ConfigChecker, input: CreateRun) {
  const target = await usableTarget(parts.targets, input.target);
  parts.targetLimits.learn(target);
  // A workflow is given its input and knows no config (contract section 9).
  await configs.check(target, target.kind === 'workflow' ? (input.input ?? {}) : (input.config ?? {}));
  return target;
}
