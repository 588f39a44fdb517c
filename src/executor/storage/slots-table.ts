import type { DatabaseSync } from 'node:sqlite';
import { type Slot, slotCauses, slotOutcomes } from '../../model/slot.ts';
import { epoch, integer, type Row, text, textOrNull, time, word } from './columns.ts';

/** The rows of `slots`. Methods that write belong inside `Storage.write`. Times are epoch ms. */
export interface SlotsTable {
  /** @returns false when the slot was decided before: nothing is written then */
  insert(slot: Slot): boolean;
  /** Decides a slot anew that has no run; one that has keeps it. @returns false when it has one */
  replace(slot: Slot): boolean;
  get(scheduleId: string, at: number): Slot | null;
  /**
   * True where so many later slots were decided by `now` that the row of this one may have been pruned. Backfilled ones
   * do not count: those are decided long after their time.
   */
  hasLater(scheduleId: string, at: number, count: number, now: number): boolean;
  /** Newest first, earlier than `before`. */
  list(scheduleId: string, before: number, limit: number): readonly Slot[];
  /** Those of a range that have a run, oldest first; the end is not included. */
  firedBetween(scheduleId: string, from: number, to: number): readonly number[];
  /**
   * Deletes at most `limit` that are older than `age` and not among the newest `kept` of their schedule.
   * @returns how many
   */
  prune(scheduleId: string, age: number, kept: number, limit: number): number;
}

export function createSlotsTable(db: DatabaseSync): SlotsTable {
  const values = 'INTO slots (schedule_id, slot, outcome, cause, reason_text, run_id, decided_at) VALUES';
  const insert = db.prepare(`INSERT OR IGNORE ${values} (?, ?, ?, ?, ?, ?, ?)`);
  const replace = db.prepare(`INSERT ${values} (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET outcome = excluded.outcome, cause = excluded.cause,
      reason_text = excluded.reason_text, run_id = excluded.run_id, decided_at = excluded.decided_at
      WHERE slots.outcome <> 'fired'`);
  const one = db.prepare('SELECT * FROM slots WHERE schedule_id = ? AND slot = ?');
  const later = db.prepare(
    "SELECT 1 FROM slots WHERE schedule_id = ? AND slot > ? AND decided_at <= ? AND cause <> 'backfill' LIMIT 1 OFFSET ?",
  );
  const newest = db.prepare(
    'SELECT * FROM slots WHERE schedule_id = ? AND slot < ? ORDER BY slot DESC LIMIT ?',
  );
  const fired = db.prepare(
    "SELECT slot FROM slots WHERE schedule_id = ? AND slot >= ? AND slot < ? AND outcome = 'fired' ORDER BY slot",
  );
  // Most schedules have no more than they keep: a look is cheaper than a statement that writes.
  const beyond = db.prepare('SELECT 1 FROM slots WHERE schedule_id = ? ORDER BY slot DESC LIMIT 1 OFFSET ?');
  const prune = db.prepare(`DELETE FROM slots WHERE schedule_id = :id AND slot IN (
    SELECT slot FROM slots WHERE schedule_id = :id AND slot < :age
      AND slot <= (SELECT slot FROM slots WHERE schedule_id = :id ORDER BY slot DESC LIMIT 1 OFFSET :kept)
    ORDER BY slot LIMIT :limit)`);
  return {
    insert: (slot) => Number(insert.run(...valuesOf(slot)).changes) > 0,
    replace: (slot) => Number(replace.run(...valuesOf(slot)).changes) > 0,
    get(scheduleId, at) {
      const row = one.get(scheduleId, at);
      return row === undefined ? null : slotFromRow(row);
    },
    hasLater: (scheduleId, at, count, now) => later.get(scheduleId, at, now, count - 1) !== undefined,
    list: (scheduleId, before, limit) => newest.all(scheduleId, before, limit).map(slotFromRow),
    firedBetween: (scheduleId, from, to) =>
      fired.all(scheduleId, from, to).map((row) => integer(row, 'slot')),
    prune(id, age, kept, limit) {
      if (beyond.get(id, kept) === undefined) return 0;
      return Number(prune.run({ id, age, kept, limit }).changes);
    },
  };
}

function valuesOf({ scheduleId, at, outcome, cause, reasonText, runId, decidedAt }: Slot) {
  return [scheduleId, epoch(at), outcome, cause, reasonText, runId, epoch(decidedAt)];
}

function slotFromRow(row: Row): Slot {
  return {
    scheduleId: text(row, 'schedule_id'),
    at: time(row, 'slot'),
    outcome: word(row, 'outcome', slotOutcomes),
    cause: word(row, 'cause', slotCauses),
    reasonText: textOrNull(row, 'reason_text'),
    runId: textOrNull(row, 'run_id'),
    decidedAt: time(row, 'decided_at'),
  };
}
