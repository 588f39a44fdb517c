import type { DatabaseSync } from 'node:sqlite';
import type { Run } from '../../model/run.ts';
import type { Row } from './columns.ts';

/** Runs that wait for a time. Methods that write belong inside `Storage.write`. */
export interface WaitingRuns {
  /** Runs with the status `waiting` whose time has come, the earliest first. */
  woken(now: number, limit: number): readonly Run[];
  /** When the next run with the status `waiting` goes on by itself, epoch ms; null when there is none. */
  nextWoken(): number | null;
  /**
   * After the clock was set back: a pending run whose delay began later than it is now begins it
   * anew, so that no run waits longer than its delay from now on.
   */
  beginDelaysAnew(now: number): void;
}

export function createWaitingRuns(db: DatabaseSync, runOf: (row: Row) => Run): WaitingRuns {
  const isSleeping = "status = 'waiting' AND not_before > 0";
  const woken = db.prepare(
    `SELECT * FROM runs WHERE ${isSleeping} AND not_before <= ? ORDER BY not_before LIMIT ?`,
  );
  const nextWoken = db.prepare(`SELECT min(not_before) AS due FROM runs WHERE ${isSleeping}`);
  // A run is written last when its delay begins: until it is claimed, nothing else changes it.
  const beginAnew = db.prepare(`
    UPDATE runs SET not_before = :now + not_before - updated_at, updated_at = :now, version = version + 1
    WHERE status = 'pending' AND not_before > 0 AND not_before > :now AND updated_at > :now`);
  return {
    woken: (now, limit) => woken.all(now, limit).map(runOf),
    nextWoken() {
      const at = nextWoken.get()?.['due'];
      return typeof at === 'number' ? at : null;
    },
    beginDelaysAnew: (now) => void beginAnew.run({ now }),
  };
}
