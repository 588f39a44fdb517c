import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { slotsOf } from '../../src/executor/schedules/next-slot.ts';
import { openStorage } from '../../src/executor/storage/open-storage.ts';
import { makeTempDir } from '../helpers/temp-dir.ts';
import { writeProject } from '../helpers/temp-project.ts';
import { startExecutor } from './killable-executor.ts';

const kills = 50;
const schedules = 6;
/** So many seconds pass in one: intervals of 20 to 60 seconds and a tolerance of a minute are short that way. */
const speed = 20;
const script = new URL('scheduled-process.ts', import.meta.url);

/** Kills an executor within the second of a fire; the last one is stopped when it has caught up. */
async function killedWhileFiring(projectDir: string): Promise<void> {
  const since = Date.now();
  const start = (what: string) => startExecutor(projectDir, [speed, since, what], script);
  for (let kill = 0; kill < kills; kill++) {
    await using executor = start(kill === 0 ? 'create' : '');
    await executor.said('open', 1);
    await executor.said('fired', 1 + (kill % 3));
    // From at once to a while after: in the middle of a transaction, between two, before the run has begun, after its end.
    await delay((kill * 7) % 40);
    executor.signal('SIGKILL');
    await executor.exited;
  }
  await using last = start('');
  await last.said('fired', 2 * schedules);
  last.signal('SIGTERM');
  await last.exited;
}

test('SIGKILL within the second of the fire, 50 times: no slot is lost, none has two runs', {
  timeout: 240_000,
}, async () => {
  using dir = makeTempDir('crash-schedules');
  writeProject(dir.path, { work: 'export default { run() {} };\n' });
  const began = performance.now();
  await killedWhileFiring(dir.path);
  process.stdout.write(`${kills} kills in ${Math.round((performance.now() - began) / 1000)} s\n`);

  const stateDir = join(dir.path, '.vfjobs');
  const storage = openStorage(stateDir);
  const placed = storage.schedules.list({}, Number.MAX_SAFE_INTEGER, 100);
  expect(placed).toHaveLength(schedules);
  let total = 0;
  for (const { record } of placed) {
    const slots = storage.slots.list(record.id, Number.MAX_SAFE_INTEGER, 1_000_000).toReversed();
    const expected: string[] = [];
    for (const slot of slotsOf(record, Date.parse(record.createdAt))) {
      if (slot >= (record.nextSlot ?? 0)) break;
      expected.push(new Date(slot).toISOString());
    }
    expect(
      slots.map(({ at }) => at),
      record.name,
    ).toEqual(expected);
    expect(slots.filter(({ outcome }) => outcome !== 'fired')).toEqual([]);
    expect(record.runCount).toBe(slots.length);
    for (const { runId, at } of slots) {
      expect(storage.runs.get(runId ?? '')).toMatchObject({ scheduleId: record.id, slot: at });
    }
    total += slots.length;
  }
  const counts = Object.values(storage.runs.counts({})).reduce((sum, count) => sum + count, 0);
  expect(counts).toBe(total);
  // Else the kills had nothing to lose.
  expect(total).toBeGreaterThan(2 * kills);
  storage.close();
  using db = new DatabaseSync(join(stateDir, 'state.db'));
  expect(db.prepare('PRAGMA quick_check').get()).toEqual({ quick_check: 'ok' });
  const doubled = db.prepare('SELECT count(*) AS n FROM runs GROUP BY schedule_id, slot HAVING n > 1').all();
  expect(doubled).toEqual([]);
});
