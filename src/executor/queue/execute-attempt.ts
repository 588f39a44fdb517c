import { messageOf, UserError } from '../../model/errors.ts';
import type { Run } from '../../model/run.ts';
import { bareOutcome } from '../worker/bare-outcome.ts';
import type {
  AttemptHandle,
  AttemptHooks,
  AttemptOutcome,
  EndReason,
  ProcessId,
} from '../worker/worker-pool.ts';
import { attemptSpec, timeoutMsOf } from './attempt-spec.ts';
import { eventSink } from './event-sink.ts';
import type { QueueParts } from './queue-parts.ts';
import { createTaskEvents, type TaskEvents } from './task-events.ts';
import { storageRetryMs } from './write-outcome.ts';

/** One attempt under way. */
export interface Flight {
  readonly run: Run;
  readonly attempt: number;
  /** The child that was recorded with the claim, before it was known which one would be taken. */
  readonly recorded: ProcessId | null;
  /** Null until there is a child. */
  handle: AttemptHandle | null;
  /** The end that was asked for first. */
  asked: EndReason | null;
  /** True when it could not begin through no fault of its own: its loss is not counted. */
  excused: boolean;
  /** Calls off the timer that ends the attempt. */
  stopTimeout: (() => void) | null;
}

/** A child that does not become ready is given up so long after the timeout of its run. */
const bootAllowanceMs = 60_000;

/** Runs an attempt in a child. Never rejects: what keeps it from starting is an outcome too. */
export async function executeAttempt(parts: QueueParts, flight: Flight): Promise<AttemptOutcome> {
  const events = createTaskEvents(
    parts.clock,
    eventSink(parts, flight.run.id, flight.attempt),
    parts.settings.limits.eventsPerRun,
  );
  try {
    const spec = await attemptSpec(parts, flight.run, flight.attempt);
    // A cancel may have been committed between the claim and now, when nobody could be told.
    if (isCancelAsked(parts, flight.run.id)) flight.asked ??= 'cancelled';
    if (flight.asked !== null) return notStarted(flight.asked);
    armTimeout(parts, flight, spec.timeoutMs + bootAllowanceMs);
    flight.handle = parts.pool.begin(spec, hooksOf(parts, flight, events), flight.recorded);
    return await flight.handle.outcome;
  } catch (error) {
    return failedStart(flight, error);
  } finally {
    flight.stopTimeout?.();
    events.close();
  }
}

function hooksOf(parts: QueueParts, flight: Flight, events: TaskEvents): AttemptHooks {
  const { storage, ledger } = parts;
  const { run, attempt, recorded } = flight;
  return {
    async onReady({ pid, startTime }) {
      const isRecorded = recorded?.pid === pid && recorded.startTime === startTime;
      if (!isRecorded)
        await storage.write(() => storage.attempts.setProcess(run.id, attempt, pid, startTime));
      armTimeout(parts, flight, timeoutMsOf(run));
    },
    onEvents: events.take,
    onLog: (totalBytes) => ledger.tell({ kind: 'log', runId: run.id, totalBytes }),
    onCut: events.cutLog,
  };
}

/** Sets the one timer of an attempt, in place of the one before. */
function armTimeout(parts: QueueParts, flight: Flight, delayMs: number): void {
  flight.stopTimeout?.();
  flight.stopTimeout = parts.clock.after(delayMs, () => flight.handle?.end('timeout'));
}

function isCancelAsked({ storage }: QueueParts, runId: string): boolean {
  const run = storage.runs.get(runId);
  return run !== null && run.cancelRequestedAt !== null;
}

/** A storage that fails for a moment costs the run nothing but time. */
function failedStart(flight: Flight, error: unknown): AttemptOutcome {
  const code = error instanceof UserError ? error.kind : 'internal';
  if (code !== 'storage') {
    return { ...notStarted('error'), error: { message: messageOf(error), code } };
  }
  flight.excused = true;
  return { ...notStarted('lost'), retry: { kind: 'after', delayMs: storageRetryMs } };
}

function notStarted(reason: AttemptOutcome['reason']): AttemptOutcome {
  return { ...bareOutcome, reason };
}
