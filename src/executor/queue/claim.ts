import type { Run } from '../../model/run.ts';
import type { DueRun } from '../storage/claim-order.ts';
import type { ProcessId } from '../worker/worker-pool.ts';
import { newLease } from './lease.ts';
import type { Pen } from './ledger.ts';
import type { QueueParts } from './queue-parts.ts';

/** A run that was taken for its next attempt. */
export interface Claim {
  readonly run: Run;
  /** The child that is recorded for the attempt: one that waited. Null when there was none. */
  readonly recorded: ProcessId | null;
}

/** Where there is room for attempts. Asked inside the transaction of the claim. */
export interface Places {
  /** How many more attempts there may be. */
  free(): number;
  /** How many more of a target; undefined when that has yet to be found out. */
  freeOf(target: string): number | undefined;
  /** Targets that are known to have no place free. */
  saturated(): readonly string[];
}

export interface Claims {
  readonly claims: readonly Claim[];
  /** Targets that were passed over because it is not known how many of their runs may be under way. */
  readonly unknown: readonly string[];
}

/**
 * Takes the next runs in the order of their turns whose time has come and whose targets have a place
 * free: attempt row, lease, status and event in one transaction. The number of the attempt fences it:
 * what an older attempt says later is not heard.
 * @param now epoch ms
 * @throws UserError `storage`
 */
export function claimDue(parts: QueueParts, now: number, places: Places): Promise<Claims> {
  const { storage, ledger, pool } = parts;
  return ledger.record((pen) => {
    const recorded = new Set<number>();
    const childFor = ({ target }: Run) => {
      const child = pool.waiting(target).find(({ pid }) => !recorded.has(pid)) ?? null;
      if (child !== null) recorded.add(child.pid);
      return child;
    };
    const room = roomIn(places);
    const claims: Claim[] = [];
    // Each look takes a run, or finds a target to pass over in the next one.
    for (;;) {
      const free = places.free() - claims.length;
      const due = free > 0 ? storage.runs.due(now, free, room.passedOver()) : [];
      if (due.length === 0) return { claims, unknown: room.unknown };
      for (const each of due) {
        if (room.take(each.run.target)) claims.push(claim(parts, pen, each, childFor(each.run)));
      }
    }
  });
}

function claim(parts: QueueParts, pen: Pen, due: DueRun, recorded: ProcessId | null): Claim {
  const { storage, logs } = parts;
  const { run } = due;
  const number = (run.attempt ?? 0) + 1;
  const claimed = pen.move(
    run,
    'running',
    { ...nothingYet, attempt: number },
    {
      type: 'run.started',
      level: 'info',
      message: `Attempt ${number} started`,
      payload: { attempt: number },
    },
  );
  storage.runs.tookTurn(due);
  storage.attempts.open({
    runId: run.id,
    number,
    startedAt: claimed.updatedAt,
    logFrom: number === 1 ? 0 : logs.totalBytes(run.id),
    lease: newLease(parts),
  });
  if (recorded !== null) storage.attempts.setProcess(run.id, number, recorded.pid, recorded.startTime);
  return { run: claimed, recorded };
}

/** What the attempt before may have left on the record. */
const nothingYet = {
  notBefore: null,
  reason: null,
  reasonText: null,
  error: null,
  exitCode: null,
  progress: null,
} as const;

/** Counts the places of targets that one claim takes. */
function roomIn(places: Places) {
  const taken = new Map<string, number>();
  const passedOver = new Set(places.saturated());
  const unknown: string[] = [];
  return {
    unknown,
    passedOver: () => [...passedOver],
    /** True when there is a place for a run of that target, which is taken then. */
    take(target: string): boolean {
      if (passedOver.has(target)) return false;
      const already = taken.get(target) ?? 0;
      const free = places.freeOf(target);
      if (free === undefined) unknown.push(target);
      if (free === undefined || already >= free) {
        passedOver.add(target);
        return false;
      }
      taken.set(target, already + 1);
      return true;
    },
  };
}
