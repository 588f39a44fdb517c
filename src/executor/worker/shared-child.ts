import type { Clock } from '../../lib/clock.ts';
import { createFitness, type Fitness } from './fitness.ts';
import { killGroup } from './process-group.ts';
import type { ChildMessage } from './protocol.ts';
import type { CapturedChild } from './spare-children.ts';
import type { ChildExit } from './worker-child.ts';
import type { AttemptSpec, ProcessId } from './worker-pool.ts';

/** How long a child that is not needed any more may take to exit. */
const leaveLimitMs = 1_000;
const groupLimitMs = 200;

/** How a run in a warm child ended: the child told it, or is gone. */
export type RunEnd = Extract<ChildMessage, { kind: 'ended' }> | ({ readonly kind: 'gone' } & ChildExit);

/** A warm child of one target. */
export interface SharedChild extends CapturedChild {
  readonly id: ProcessId;
  readonly target: string;
  readonly fitness: Fitness;
  /** Gives it a run. One at a time. */
  run(spec: AttemptSpec, resultFile: string, onPoke: () => void): Promise<RunEnd>;
  /** Ends it and all that its runs have left behind, and deletes its files. May be called again. */
  retire(): Promise<void>;
}

interface CurrentRun {
  readonly spec: AttemptSpec;
  readonly onPoke: () => void;
  readonly end: (end: RunEnd) => void;
}

/** Makes a warm child of one that is ready and has executed nothing. @param first the run it was booted for */
export function createSharedChild(
  { child, capture }: CapturedChild,
  id: ProcessId,
  first: AttemptSpec,
  clock: Clock,
): SharedChild {
  let current: CurrentRun | null = null;
  let exit: ChildExit | null = null;
  let retiring: Promise<void> | null = null;

  function endRun(end: RunEnd): void {
    const ended = current;
    current = null;
    ended?.end(end);
  }

  child.messages.add((message) => {
    if (message.kind === 'poke') current?.onPoke();
    else if (message.kind === 'ended' && current !== null && isOf(message, current.spec)) endRun(message);
  });
  void child.gone.then((how) => {
    exit = how;
    endRun({ kind: 'gone', ...how });
  });

  async function leave(): Promise<void> {
    child.leave();
    const stopTimer = clock.after(leaveLimitMs, () => child.signal('SIGKILL'));
    await child.gone;
    stopTimer();
    await killGroup(id.pid, groupLimitMs);
    capture.discard();
  }

  return {
    child,
    capture,
    id,
    target: first.target,
    fitness: createFitness(first),
    run(spec, resultFile, onPoke) {
      return new Promise((resolve) => {
        current = { spec, onPoke, end: resolve };
        if (exit === null) child.send({ kind: 'next', spec, resultFile, outputDir: capture.home });
        else endRun({ kind: 'gone', ...exit });
      });
    },
    retire() {
      retiring ??= leave();
      return retiring;
    },
  };
}

/** What user code sent on the channel under another run's name does not count. */
function isOf(message: Extract<ChildMessage, { kind: 'ended' }>, { runId, attempt }: AttemptSpec): boolean {
  return message.runId === runId && message.attempt === attempt;
}
