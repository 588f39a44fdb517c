import type { EndReason } from '../worker/worker-pool.ts';
import type { Claim } from './claim.ts';
import { executeAttempt, type Flight } from './execute-attempt.ts';
import { finishAttempt } from './finish-attempt.ts';
import { forgetAttempt } from './forget-attempt.ts';
import type { QueueParts } from './queue-parts.ts';
import { writeOutcome } from './write-outcome.ts';

/** The attempts that are under way in this process. */
export interface InFlight {
  /** How many take a place: their processes may be alive. */
  readonly size: number;
  underWay(): Iterable<Flight>;
  /** How many of them are of a target. */
  countOf(target: string): number;
  /** True for an attempt that is under way, or over while its end is being recorded. */
  has(runId: string, attempt: number): boolean;
  /** Executes a run that was just claimed, and records its end. */
  begin(claim: Claim): void;
  /** Ends the attempt of a run, if it has one here. */
  end(runId: string, reason: EndReason): void;
  /** Ends every attempt; their runs go back to the queue and lose no retry. */
  giveUp(): void;
  /** Resolves when no attempt is under way and every end is recorded. */
  idle(): Promise<void>;
}

/** What others do about attempts that come and go. */
export interface FlightListener {
  /** An attempt has begun, or is over and all about it recorded. */
  changed(): void;
  /**
   * The processes of an attempt are gone and its end is about to be recorded: what is written from
   * here on lands in the same transaction or a later one, so its place may be given away.
   */
  freed(): void;
  /** The end of an attempt could not be recorded. */
  unrecorded(): void;
}

export function createInFlight(parts: QueueParts, listener: FlightListener): InFlight {
  /** By run: it has one attempt at a time. */
  const flights = new Map<string, Flight>();
  /** Over, and being recorded and tidied up. The run may have its next attempt meanwhile. */
  const ending = new Set<Flight>();
  const waitingForIdle = new Set<() => void>();
  let draining = false;

  const attend = async (flight: Flight) => {
    const outcome = await executeAttempt(parts, flight);
    flights.delete(flight.run.id);
    ending.add(flight);
    const ended = {
      runId: flight.run.id,
      number: flight.attempt,
      outcome,
      facts: flight.handle?.facts() ?? { log: null, peakMemoryBytes: null },
    };
    const record = () => {
      const recorded = finishAttempt(parts, { ...ended, excused: draining || flight.excused });
      listener.freed();
      return recorded;
    };
    const recorded = await writeOutcome(record, parts.clock, () => draining);
    // Part of the end: what it finds is written to the storage, which a stop closes when all is idle.
    if (recorded) await forgetAttempt(parts, ended.runId, ended.number);
    ending.delete(flight);
    if (!recorded) listener.unrecorded();
    listener.changed();
    if (flights.size + ending.size === 0) for (const resolve of waitingForIdle) resolve();
  };

  return {
    get size() {
      return flights.size;
    },
    underWay: () => flights.values(),
    countOf: (target) => [...flights.values()].filter(({ run }) => run.target === target).length,
    has(runId, attempt) {
      const isIt = (flight: Flight) => flight.run.id === runId && flight.attempt === attempt;
      return flights.get(runId)?.attempt === attempt || [...ending].some(isIt);
    },
    begin(claim) {
      const flight = newFlight(claim);
      flights.set(flight.run.id, flight);
      listener.changed();
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
      if (flights.size + ending.size > 0) {
        await new Promise<void>((resolve) => waitingForIdle.add(resolve));
      }
    },
  };
}

function newFlight({ run, recorded }: Claim): Flight {
  return {
    run,
    attempt: run.attempt ?? 1,
    recorded,
    handle: null,
    asked: null,
    excused: false,
    stopTimeout: null,
  };
}

function endFlight(flight: Flight, reason: EndReason): void {
  flight.asked ??= reason;
  flight.handle?.end(reason);
}
