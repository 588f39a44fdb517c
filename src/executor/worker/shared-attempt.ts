import type { AttemptTools } from './attempt-tools.ts';
import { type EventTail, openEventTail } from './event-file.ts';
import { logOptionsOf } from './log-options.ts';
import { eventsFile, resultFile } from './log-paths.ts';
import { endedOutcome, failedOutcome, outcomeOf } from './outcomes.ts';
import { parseOutcome, recoverOutcome } from './recover-outcome.ts';
import type { RunEnd, SharedChild } from './shared-child.ts';
import type { Place } from './shared-children.ts';
import { openSharedLog, type SharedLog } from './shared-log.ts';
import type { StartedAttempt } from './start-attempt.ts';
import type { AttemptHooks, AttemptOutcome, AttemptSpec } from './worker-pool.ts';

const stderrTailBytes = 16_384;
const noExit = { exitCode: null, signal: null };

/** Executes one attempt in a warm child, which it has for itself until it ends. */
export async function executeShared(tools: AttemptTools, attempt: StartedAttempt): Promise<AttemptOutcome> {
  const { spec, recorded, ladder, seen } = attempt;
  const place = tools.shared.take(spec, recorded);
  ladder.attach(endableOf(place));
  const child = await place.child;
  try {
    return await supervise(tools, attempt, child);
  } catch (error) {
    await tools.shared.retire(child);
    throw error;
  } finally {
    ladder.leave();
    seen.process = null;
  }
}

/** A run that waits for a child has nobody to ask: it is over at once. */
function endableOf(place: Place) {
  return { connected: false, send: () => undefined, signal: place.giveUp };
}

async function supervise(
  tools: AttemptTools,
  attempt: StartedAttempt,
  child: SharedChild,
): Promise<AttemptOutcome> {
  const { spec, hooks, ladder, seen } = attempt;
  ladder.attach(child.child);
  seen.process = child.id;
  const isRecorded = await hooks.onReady(child.id).then(
    () => true,
    () => false,
  );
  if (!isRecorded || ladder.reason !== null) {
    tools.shared.giveBack(child);
    if (ladder.reason !== null) return endedOutcome(spec, ladder.reason, noExit);
    return failedOutcome('lost', 'not_recorded', 'The attempt could not be recorded, so it was not started.');
  }
  const events = openEventTail(
    eventsFile(tools.logs.attemptDir(spec.runId, spec.attempt)),
    0,
    hooks.onEvents,
  );
  const log = openSharedLog(tools.logs, spec, child.capture, logOptionsOf(spec, hooks, events));
  seen.log = log;
  const end = await runIn(tools, attempt, { child, log, events });
  await events.close();
  const stderrTail = end.kind === 'gone' ? log.stderrTail(stderrTailBytes) : '';
  const isKept = await closeLog(log, hooks);
  const outcome = outcomeOf(spec, {
    written: await writtenIn(tools, spec, end),
    endedBy: ladder.reason,
    exit: end.kind === 'gone' ? end : noExit,
    stderrTail,
  });
  if (end.kind === 'ended' && outcome.reason === 'ok' && ladder.reason === null && isKept) {
    child.fitness.served(end.residentBytes);
    tools.shared.giveBack(child);
  } else {
    // Before the outcome is told: what a failed run has left running must not meet the run's next attempt.
    await tools.shared.retire(child);
  }
  return outcome;
}

interface Running {
  readonly child: SharedChild;
  readonly log: SharedLog;
  readonly events: EventTail;
}

/** Executes the run, and watches it the while. */
async function runIn(
  tools: AttemptTools,
  { spec, hooks, ladder, seen }: StartedAttempt,
  { child, log, events }: Running,
): Promise<RunEnd> {
  const unfollow = tools.tail.follow(log, hooks.onLog);
  const unfollowEvents = tools.tail.follow(events, () => undefined);
  const memory = tools.memory.watch(child.id, spec.memoryLimitBytes, () => ladder.climb('out-of-memory'));
  let told = 0;
  seen.memory = { peakBytes: () => Math.max(memory.peakBytes() ?? 0, told) || null };
  try {
    const file = resultFile(tools.logs.attemptDir(spec.runId, spec.attempt));
    const end = await child.run(spec, file, events.poke);
    if (end.kind === 'ended') told = end.residentBytes;
    return end;
  } finally {
    ladder.leave();
    memory.stop();
    unfollow();
    unfollowEvents();
  }
}

/** @returns false when the disk refused the rest of the output: then it stays in the attempt's folder */
async function closeLog(log: SharedLog, hooks: AttemptHooks): Promise<boolean> {
  const isKept = await log.close().then(
    () => true,
    () => false,
  );
  if (log.totalBytes > log.from) hooks.onLog(log.totalBytes);
  return isKept;
}

async function writtenIn(
  tools: AttemptTools,
  spec: AttemptSpec,
  end: RunEnd,
): Promise<AttemptOutcome | null> {
  if (end.kind === 'ended' && end.outcome !== null) return parseOutcome(end.outcome);
  return recoverOutcome(tools.logs.attemptDir(spec.runId, spec.attempt));
}
