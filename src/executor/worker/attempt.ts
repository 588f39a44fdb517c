import type { Clock } from '../../lib/clock.ts';
import { messageOf } from '../../model/errors.ts';
import type { AttemptLog } from './attempt-log.ts';
import { createEndLadder, type EndLadder, type LadderTimes } from './end-ladder.ts';
import { type EventTail, openEventTail } from './event-file.ts';
import { logOptionsOf } from './log-options.ts';
import { eventsFile, resultFile } from './log-paths.ts';
import type { LogTail } from './log-tail.ts';
import type { MemoryWatch } from './memory-watch.ts';
import { endedOutcome, failedOutcome, outcomeOf } from './outcomes.ts';
import { killGroup } from './process-group.ts';
import { recoverOutcome } from './recover-outcome.ts';
import type { RunLogs } from './run-logs.ts';
import { factsOf, nothingSeen, type Seen } from './seen.ts';
import type { CapturedChild, SpareChildren } from './spare-children.ts';
import type { WorkerChild } from './worker-child.ts';
import type { AttemptHandle, AttemptHooks, AttemptOutcome, AttemptSpec, ProcessId } from './worker-pool.ts';

const groupLimitMs = 200;
/** How long a child may take to exit once its result is on disk. */
const leaveLimitMs = 1_000;
const stderrTailBytes = 16_384;
const notRecorded = 'The attempt could not be recorded, so it was not started.';

/** What every attempt of a pool shares. */
export interface AttemptTools {
  readonly logs: RunLogs;
  readonly spares: SpareChildren;
  readonly tail: LogTail;
  readonly memory: MemoryWatch;
  readonly clock: Clock;
  readonly times: LadderTimes;
  /** A sentence when the environment of tasks is malformed. */
  readonly environmentFault: string | null;
}

/** Starts one attempt in a child of its own. */
export function beginAttempt(
  tools: AttemptTools,
  spec: AttemptSpec,
  hooks: AttemptHooks,
  recorded: ProcessId | null,
): AttemptHandle {
  const ladder = createEndLadder(tools.times, tools.clock);
  const seen = nothingSeen();
  const outcome = execute(tools, spec, hooks, { ladder, seen, recorded }).catch((error: unknown) => {
    if (ladder.reason !== null) return endedOutcome(spec, ladder.reason, { exitCode: null, signal: null });
    return failedOutcome(
      'lost',
      'worker_failed',
      `The worker could not execute the task: ${messageOf(error)}`,
    );
  });
  return {
    outcome,
    facts: () => factsOf(seen),
    process: () => seen.process,
    end: (reason) => ladder.climb(reason),
  };
}

interface Begun {
  readonly ladder: EndLadder;
  readonly seen: Seen;
  readonly recorded: ProcessId | null;
}

async function execute(
  tools: AttemptTools,
  spec: AttemptSpec,
  hooks: AttemptHooks,
  { ladder, seen, recorded }: Begun,
): Promise<AttemptOutcome> {
  if (tools.environmentFault !== null) {
    return failedOutcome('error', 'task_environment_invalid', tools.environmentFault);
  }
  const taken = tools.spares.take(recorded);
  // From now on, so that a child that never gets ready can be given up too.
  ladder.attach(taken.child);
  try {
    const id = await taken.child.ready;
    if (ladder.reason !== null) throw new Error('ended before it was ready');
    const dir = tools.logs.attemptDir(spec.runId, spec.attempt);
    const events = openEventTail(eventsFile(dir), 0, hooks.onEvents);
    const options = logOptionsOf(spec, hooks, events);
    const log = tools.logs.openAttempt(spec.runId, spec.attempt, taken.capture, options);
    seen.log = log;
    return await supervise(tools, spec, hooks, { ladder, child: taken.child, id, log, events, seen });
  } catch (error) {
    await leaveUnused(taken);
    throw error;
  } finally {
    ladder.leave();
    seen.process = null;
  }
}

interface Running {
  readonly ladder: EndLadder;
  readonly child: WorkerChild;
  readonly id: ProcessId;
  readonly log: AttemptLog;
  readonly events: EventTail;
  readonly seen: Seen;
}

async function supervise(
  tools: AttemptTools,
  spec: AttemptSpec,
  hooks: AttemptHooks,
  { ladder, child, id, log, events, seen }: Running,
): Promise<AttemptOutcome> {
  const dir = tools.logs.attemptDir(spec.runId, spec.attempt);
  seen.process = id;
  const unfollow = tools.tail.follow(log, hooks.onLog);
  const unfollowEvents = tools.tail.follow(events, () => undefined);
  const memory = tools.memory.watch(id, spec.memoryLimitBytes, () => ladder.climb('out-of-memory'));
  seen.memory = memory;
  listen(child, events, tools.clock);
  const recorded = await hooks.onReady(id).then(
    () => true,
    () => false,
  );
  if (recorded && ladder.reason === null) child.send({ kind: 'go', spec, resultFile: resultFile(dir) });
  else child.signal('SIGKILL');
  tools.spares.refill();

  const exit = await child.gone;
  ladder.leave();
  memory.stop();
  await killGroup(id.pid, groupLimitMs);
  unfollow();
  unfollowEvents();
  await events.close();
  const stderrTail = log.stderrTail(stderrTailBytes);
  // A full disk: the rest of the output stays in the attempt's raw files.
  await log.close().catch(() => undefined);
  hooks.onLog(log.totalBytes);
  if (!recorded) return failedOutcome('lost', 'not_recorded', notRecorded);
  return outcomeOf(spec, { written: await recoverOutcome(dir), endedBy: ladder.reason, exit, stderrTail });
}

/** Ends a child whose attempt does not take place. */
async function leaveUnused({ child, capture }: CapturedChild): Promise<void> {
  child.signal('SIGKILL');
  await child.gone;
  capture.discard();
}

function listen(child: WorkerChild, events: EventTail, clock: Clock): void {
  child.messages.add((message) => {
    if (message.kind === 'poke') events.poke();
    // What the task left running, such as a handler for `exit` that never returns, must not keep the attempt open.
    if (message.kind === 'done') clock.after(leaveLimitMs, () => child.signal('SIGKILL'));
  });
}
