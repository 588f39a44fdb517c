import { messageOf } from '../../model/errors.ts';
import type { AttemptTools } from './attempt-tools.ts';
import { createEndLadder, type EndLadder } from './end-ladder.ts';
import { endedOutcome, failedOutcome } from './outcomes.ts';
import { factsOf, nothingSeen, type Seen } from './seen.ts';
import type { AttemptHandle, AttemptHooks, AttemptOutcome, AttemptSpec, ProcessId } from './worker-pool.ts';

/** One attempt under way, in a child of its own or in a warm one. */
export interface StartedAttempt {
  readonly spec: AttemptSpec;
  readonly hooks: AttemptHooks;
  /** The child that was recorded with the claim. */
  readonly recorded: ProcessId | null;
  readonly ladder: EndLadder;
  readonly seen: Seen;
}

/** @param execute may reject: what keeps an attempt from taking place becomes its outcome here */
export function startAttempt(
  tools: AttemptTools,
  told: Pick<StartedAttempt, 'spec' | 'hooks' | 'recorded'>,
  execute: (tools: AttemptTools, attempt: StartedAttempt) => Promise<AttemptOutcome>,
): AttemptHandle {
  const ladder = createEndLadder(tools.times, tools.clock);
  const seen = nothingSeen();
  const outcome =
    tools.environmentFault === null
      ? execute(tools, { ...told, ladder, seen }).catch((error: unknown) =>
          notExecuted(told.spec, ladder, error),
        )
      : Promise.resolve(failedOutcome('error', 'task_environment_invalid', tools.environmentFault));
  return {
    outcome,
    facts: () => factsOf(seen),
    process: () => seen.process,
    end: (reason) => ladder.climb(reason),
  };
}

function notExecuted(spec: AttemptSpec, { reason }: EndLadder, error: unknown): AttemptOutcome {
  if (reason !== null) return endedOutcome(spec, reason, { exitCode: null, signal: null });
  return failedOutcome('lost', 'worker_failed', `The worker could not execute the task: ${messageOf(error)}`);
}
