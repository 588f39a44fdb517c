import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { createLedger } from '../../src/executor/queue/ledger.ts';
import { openStorage } from '../../src/executor/storage/open-storage.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { scheduleRecord } from '../helpers/schedule-record.ts';
import { makeTempDir } from '../helpers/temp-dir.ts';
import { startExecutor } from './killable-executor.ts';

const script = new URL('racing-process.ts', import.meta.url);
const speed = 100;
const schedules = 10;
/** Runs that each of the two has to have created: there was a race. */
const share = 200;

/** Two processes fire the same schedules. @returns how many runs there are, and how many slots have more than one */
async function race(how: string): Promise<{ runs: number; slots: number; doubled: number }> {
  using dir = makeTempDir('race');
  const since = Date.now();
  const storage = openStorage(dir.path);
  await createLedger(storage, systemClock).record((pen) => {
    const event = { type: 'schedule.created', level: 'info', message: '', payload: null } as const;
    for (let index = 0; index < schedules; index++) {
      const members = {
        kind: 'recurring',
        when: 'PT10S',
        concurrencyPolicy: 'Allow',
        missedPolicy: 'all',
      } as const;
      pen.schedules.insert(scheduleRecord(since, members), event);
    }
  });
  storage.close();
  {
    await using one = startExecutor(dir.path, [speed, since, how], script);
    await using other = startExecutor(dir.path, [speed, since, how], script);
    await Promise.all([one.said('fired', share), other.said('fired', share)]);
    for (const each of [one, other]) each.signal('SIGTERM');
    await Promise.all([one.exited, other.exited]);
  }
  using db = new DatabaseSync(join(dir.path, 'state.db'));
  const count = (sql: string) => Number(db.prepare(`SELECT count(*) AS n FROM (${sql})`).get()?.['n']);
  expect(db.prepare('PRAGMA quick_check').get()).toEqual({ quick_check: 'ok' });
  return {
    runs: count('SELECT 1 FROM runs'),
    slots: count("SELECT 1 FROM slots WHERE outcome = 'fired'"),
    doubled: count('SELECT 1 FROM runs GROUP BY schedule_id, slot HAVING count(*) > 1'),
  };
}

test('two executors over one storage fire each slot once', async () => {
  const { runs, slots, doubled } = await race('');
  expect(doubled).toBe(0);
  expect(runs).toBe(slots);
  expect(runs).toBeGreaterThanOrEqual(2 * share);
});

test('without the key and the second look, the same race fires slots twice', async () => {
  const { runs, slots, doubled } = await race('naive');
  expect(doubled).toBeGreaterThan(0);
  expect(runs).toBeGreaterThan(slots);
});
