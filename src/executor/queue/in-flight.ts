import type { Claim } from './claim.ts';
import { type EndReason, executeAttempt, type Flight } from './execute-attempt.ts';
import { finishAttempt } from './finish-attempt.ts';
import { forgetAttempt } from './forget-attempt.ts';
import type { QueueParts } from './queue-parts.ts';
import { writeOutcome } from './write-outcome.ts';

/** The attempts that are under way in this process. */
export interface InFlight {
  readonly size: number;
  /** Executes a run that was just claimed, and writes its outcome. */
  begin(claim: Claim): void;
  /** Ends the attempt of a run, if it has one here. */
  end(runId: string, reason: EndReason): void;
  /** Ends every attempt; their runs go back to the queue and lose no retry. */
  giveUp(): void;
  /** Resolves when no attempt is under way. */
  idle(): Promise<void>;
}

/**
 * @param onFree called whenever an attempt is over and its outcome durable
 */
export function createInFlight(parts: QueueParts, onFree: () => void): InFlight {
  const flights = new Map<string, Flight>();
  const waitingForIdle = new Set<() => void>();
  let draining = false;

  const attend = async (flight: Flight) => {
    const { run, attempt } = flight;
    const outcome = await executeAttempt(parts, flight);
    const facts = flight.handle?.facts() ?? { log: null, peakMemoryBytes: null };
    const ended = { runId: run.id, number: attempt, outcome, facts, excused: draining };
    const write = () => finishAttempt(parts, ended);
    const written = await writeOutcome(write, parts.clock, () => draining);
    if (written) forgetAttempt(parts.logs, run.id, attempt);
    // A run that went straight back to the queue may have its next attempt here already.
    if (flights.get(run.id) === flight) flights.delete(run.id);
    if (flights.size === 0) for (const resolve of waitingForIdle) resolve();
    onFree();
  };

  return {
    get size() {
      return flights.size;
    },
    begin({ run, recorded }) {
      const attempt = run.attempt ?? 1;
      const flight: Flight = { run, attempt, recorded, handle: null, asked: null, stopTimeout: null };
      flights.set(run.id, flight);
      void attend(flight);
    },
    end(runId, reason) {
      const flight = flights.get(runId);
      if (flight !== undefined) endFlight(flight, reason);
    },
    giveUp() {
      draining = true;
      for (const flight of flights.values()) endFlight(flight, 'lost');
    },
    async idle() {
      if (flights.size > 0) await new Promise<void>((resolve) => waitingForIdle.add(resolve));
    },
  };
}

function endFlight(flight: Flight, reason: EndReason): void {
  flight.asked ??= reason;
  flight.handle?.end(reason);
}
