import type { DatabaseSync } from 'node:sqlite';
import type { Run } from '../../model/run.ts';
import { integer, type Row, text } from './columns.ts';
import { createMetaTable } from './meta-table.ts';

/** Where a run stands in the queue. */
export interface QueuePlace {
  readonly lane: string;
  readonly turn: number;
}

/** A pending run and its place. */
export interface DueRun extends QueuePlace {
  readonly run: Run;
}

/**
 * The order in which pending runs are claimed: start-time fair queuing. Runs stand in lanes, one per
 * batch, schedule or target, and a run's turn is one more than that of the last run of its lane, but
 * never less than the largest turn that was claimed so far, nor the same if that was its lane's. So lanes take turns, however long they
 * are, and a new lane begins at the front. Methods that write belong inside `Storage.write`.
 */
export interface ClaimOrder {
  /** The place of a run that is about to be inserted. */
  placeOf(run: Run): QueuePlace;
  /** Gives a run that goes back to the queue a new place; one that is pending keeps its own. */
  requeue(run: Run): void;
  /** Pending runs whose time has come and whose target is none of `without`, in the order of their turns. */
  due(now: number, limit: number, without: readonly string[]): readonly DueRun[];
  /** The run that stood there was claimed. */
  tookTurn(place: QueuePlace): void;
  /** When the next of the pending runs that must still wait may be claimed, epoch ms; null when there is none. */
  nextDue(now: number): number | null;
}

/** Most lanes that are remembered to have had the turn that was reached; beyond, some have it twice. */
const maxRemembered = 1000;

/** Under this key the largest turn that was claimed outlives a restart. */
const turnKey = 'turn';

export function createClaimOrder(db: DatabaseSync, runOf: (row: Row) => Run): ClaimOrder {
  const meta = createMetaTable(db);
  const lastTurn = db.prepare("SELECT max(turn) AS last FROM runs WHERE status = 'pending' AND lane = ?");
  const moveTo = db.prepare("UPDATE runs SET lane = ?, turn = ? WHERE id = ? AND status <> 'pending'");
  // Both conditions, though the second says it all: the index has only rows with the first.
  const nextDue = db.prepare(
    "SELECT min(not_before) AS due FROM runs WHERE status = 'pending' AND not_before > 0 AND not_before > ?",
  );
  const dueRows = createDueRows(db);
  let reached = Number(meta.get(turnKey) ?? 0);
  /** Lanes that have had the turn that was reached. */
  const served = new Set<string>();

  const placeOf = (run: Run): QueuePlace => {
    const lane = laneOf(run);
    const last = lastTurn.get(lane)?.['last'];
    const earliest = served.has(lane) ? reached + 1 : reached;
    return { lane, turn: typeof last === 'number' ? Math.max(earliest, last + 1) : earliest };
  };

  return {
    placeOf,
    requeue(run) {
      const { lane, turn } = placeOf(run);
      moveTo.run(lane, turn, run.id);
    },
    due(now, limit, without) {
      return dueRows(now, limit, without).map((row) => ({
        run: runOf(row),
        lane: text(row, 'lane'),
        turn: integer(row, 'turn'),
      }));
    },
    tookTurn({ lane, turn }) {
      if (turn > reached) {
        reached = turn;
        meta.set(turnKey, String(turn));
        served.clear();
      }
      if (served.size >= maxRemembered) served.clear();
      if (turn === reached) served.add(lane);
    },
    nextDue(now) {
      const at = nextDue.get(now)?.['due'];
      return typeof at === 'number' ? at : null;
    },
  };
}

/** Answers the rows of `ClaimOrder.due`. */
function createDueRows(
  db: DatabaseSync,
): (now: number, limit: number, without: readonly string[]) => readonly Row[] {
  // From one target to the next, without a look at the runs between.
  const pendingTargets = db.prepare(`
    WITH RECURSIVE pending (target) AS (
      SELECT min(target) FROM runs WHERE status = 'pending'
      UNION ALL
      SELECT (SELECT min(target) FROM runs WHERE status = 'pending' AND target > pending.target)
      FROM pending WHERE target IS NOT NULL
    ) SELECT target FROM pending WHERE target IS NOT NULL`);
  const next = 'not_before <= ? ORDER BY turn, seq LIMIT ?';
  const dueOfAll = db.prepare(`SELECT * FROM runs WHERE status = 'pending' AND ${next}`);
  const placesOf = db.prepare(
    `SELECT seq, turn FROM runs WHERE status = 'pending' AND target = ? AND ${next}`,
  );
  const rowAt = db.prepare('SELECT * FROM runs WHERE seq = ?');
  return (now, limit, without) => {
    if (without.length === 0) return dueOfAll.all(now, limit);
    // Target by target: one search for all others would look past every run of those without a place.
    return pendingTargets
      .all()
      .map((row) => text(row, 'target'))
      .filter((target) => !without.includes(target))
      .flatMap((target) => placesOf.all(target, now, limit))
      .sort(byTurn)
      .slice(0, limit)
      .map((place) => rowAt.get(integer(place, 'seq')))
      .filter((row) => row !== undefined);
  };
}

/** The order in which rows of `runs` are claimed. */
function byTurn(one: Row, other: Row): number {
  return integer(one, 'turn') - integer(other, 'turn') || integer(one, 'seq') - integer(other, 'seq');
}

/**
 * Runs that come back, for a retry or after they waited, have a lane of their own beside that of the
 * new ones: they neither wait behind the rest of a long batch, nor does a batch of failures keep
 * everybody else out.
 */
function laneOf(run: Run): string {
  const lane = run.batchId ?? run.scheduleId ?? run.target;
  return (run.attempt ?? 0) > 0 ? `again ${lane}` : lane;
}
