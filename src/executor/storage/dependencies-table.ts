import type { DatabaseSync } from 'node:sqlite';
import { type RunStatus, runStatuses, terminalStatuses } from '../../model/run-status.ts';
import { text, word } from './columns.ts';

/**
 * Which un-ended runs depend on which runs. A row is open until the dependent has been told how the
 * other one ended, and is kept until the dependent ends: so long the other one is not pruned.
 * Methods that write belong inside `Storage.write`.
 */
export interface DependenciesTable {
  /** The status of each of the runs that exist. */
  statuses(runIds: readonly string[]): ReadonlyMap<string, RunStatus>;
  /** @param open false when the dependent knows already how `needs` has ended */
  add(runId: string, needs: string, open: boolean): void;
  /** Dependents that have not been told how this run ended. */
  open(needs: string, limit: number): readonly string[];
  /** The dependent has been told. */
  close(runId: string, needs: string): void;
  /** The run has ended: it depends on nothing any more. */
  forget(runId: string): void;
  /** Ids of ended runs that have dependents who were not told: left by a crash, or by a group that was full. */
  unsettled(): readonly string[];
}

export function createDependenciesTable(db: DatabaseSync): DependenciesTable {
  const statuses = db.prepare('SELECT id, status FROM runs WHERE id IN (SELECT value FROM json_each(?))');
  const add = db.prepare('INSERT INTO run_dependencies (needs, run_id, met) VALUES (?, ?, ?)');
  const open = db.prepare('SELECT run_id FROM run_dependencies WHERE needs = ? AND met = 0 LIMIT ?');
  const close = db.prepare('UPDATE run_dependencies SET met = 1 WHERE needs = ? AND run_id = ?');
  const forget = db.prepare('DELETE FROM run_dependencies WHERE run_id = ?');
  const ended = terminalStatuses.map((status) => `'${status}'`).join();
  const unsettled = db.prepare(
    `SELECT DISTINCT needs FROM run_dependencies JOIN runs ON runs.id = needs
     WHERE met = 0 AND runs.status IN (${ended})`,
  );
  return {
    statuses: (runIds) =>
      new Map(
        statuses
          .all(JSON.stringify(runIds))
          .map((row) => [text(row, 'id'), word(row, 'status', runStatuses)]),
      ),
    add: (runId, needs, isOpen) => void add.run(needs, runId, isOpen ? 0 : 1),
    open: (needs, limit) => open.all(needs, limit).map((row) => text(row, 'run_id')),
    close: (runId, needs) => void close.run(needs, runId),
    forget: (runId) => void forget.run(runId),
    unsettled: () => unsettled.all().map((row) => text(row, 'needs')),
  };
}
