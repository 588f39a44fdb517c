import type { Clock } from '../../lib/clock.ts';
import type { AttemptLog } from './attempt-log.ts';
import type { AttemptTools } from './attempt-tools.ts';
import { type EventTail, openEventTail } from './event-file.ts';
import { logOptionsOf } from './log-options.ts';
import { eventsFile, resultFile } from './log-paths.ts';
import { failedOutcome, outcomeOf } from './outcomes.ts';
import { killGroup } from './process-group.ts';
import { recoverOutcome } from './recover-outcome.ts';
import type { CapturedChild } from './spare-children.ts';
import type { StartedAttempt } from './start-attempt.ts';
import type { WorkerChild } from './worker-child.ts';
import type { AttemptOutcome, ProcessId } from './worker-pool.ts';

const groupLimitMs = 200;
/** How long a child may take to exit once its result is on disk. */
const leaveLimitMs = 1_000;
const stderrTailBytes = 16_384;
const notRecorded = 'The attempt could not be recorded, so it was not started.';

/** Executes one attempt in a child of its own. */
export async function executeAlone(tools: AttemptTools, attempt: StartedAttempt): Promise<AttemptOutcome> {
  const { spec, hooks, recorded, ladder, seen } = attempt;
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
    return await supervise(tools, attempt, { child: taken.child, id, log, events });
  } catch (error) {
    await leaveUnused(taken);
    throw error;
  } finally {
    ladder.leave();
    seen.process = null;
  }
}

interface Running {
  readonly child: WorkerChild;
  readonly id: ProcessId;
  readonly log: AttemptLog;
  readonly events: EventTail;
}

async function supervise(
  tools: AttemptTools,
  { spec, hooks, ladder, seen }: StartedAttempt,
  { child, id, log, events }: Running,
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
