import { describe, expect, test } from 'vitest';
import { checkLifecycle } from './lifecycle.ts';

const terminalTypes = "('run.completed', 'run.failed', 'run.cancelled')";

/** Bugs of the executor, planted where every executor would make them, in its file; and what is to be said of each. */
const planted: readonly (readonly [bug: string, found: string, sql: string])[] = [
  [
    'a terminal event is written twice',
    'a terminal event for each run that has ended, and no second one',
    `AFTER INSERT ON events WHEN new.type IN ${terminalTypes} BEGIN
      INSERT INTO events (run_id, type, level, message, payload, created_at)
        VALUES (new.run_id, new.type, new.level, new.message, new.payload, new.created_at);`,
  ],
  [
    'an attempt is left open',
    'one open attempt while a run is running, and none else',
    `AFTER UPDATE OF ended_at ON attempts WHEN new.reason = 'error' BEGIN
      UPDATE attempts SET ended_at = NULL WHERE run_id = new.run_id AND number = new.number;`,
  ],
  [
    'a retry is never due',
    'never ends',
    `AFTER UPDATE OF status ON runs WHEN new.status = 'pending' AND new.failures > 0 BEGIN
      UPDATE runs SET not_before = 9000000000000000 WHERE id = new.id;`,
  ],
  [
    'a count is not kept',
    'kept counts are what counting gives',
    `AFTER UPDATE OF status ON runs WHEN new.status = 'cancelled' BEGIN
      UPDATE run_counts SET n = n - 1 WHERE batch_id = '' AND status = 'cancelled';`,
  ],
];

describe('whatever is asked of an executor, and whenever it crashes', () => {
  test('every run ends, once, by allowed moves, with one attempt at a time and true counts', async () => {
    const found = await checkLifecycle({ sequences: 120, seed: 20_261_122, limitMs: 12_000 });
    if (found.failed) throw new Error(String(found.counterexample), { cause: found.errorInstance });
    // Else the machine was too slow for the test to mean something.
    expect(found.numRuns).toBeGreaterThan(5);
  }, 60_000);

  test.each(planted)(
    'is found out when %s',
    async (_, claim, sql) => {
      const found = await checkLifecycle({
        sequences: 200,
        seed: 1,
        limitMs: 20_000,
        plant: (db) => db.exec(`CREATE TRIGGER IF NOT EXISTS planted ${sql} END`),
      });
      expect(String(found.errorInstance)).toContain(claim);
    },
    60_000,
  );
});
