import { describe, expect, test } from 'vitest';
import {
  alwaysKept,
  beforeFirst,
  pruneSchedules,
} from '../../../../src/executor/retention/prune-schedules.ts';
import { openStorage, type Storage } from '../../../../src/executor/storage/open-storage.ts';
import { isoTime } from '../../../../src/lib/clock.ts';
import { sampleRun } from '../../../helpers/sample-run.ts';
import { scheduleRecord } from '../../../helpers/schedule-record.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';

const now = Date.parse('2026-03-01T00:00:00.000Z');
const day = 86_400_000;
const minute = 60_000;
const id = (n: number) => `0198c0de-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Slots and events of a schedule, a minute apart, the newest so many days ago. */
function fill(storage: Storage, scheduleId: string, count: number, daysAgo: number): void {
  for (let n = 0; n < count; n += 1) {
    const at = isoTime(now - daysAgo * day - n * minute);
    storage.slots.insert({
      scheduleId,
      at,
      outcome: 'missed',
      cause: 'late',
      reasonText: null,
      runId: null,
      decidedAt: at,
    });
  }
  for (let n = count - 1; n >= 0; n -= 1) {
    const createdAt = isoTime(now - daysAgo * day - n * minute);
    storage.scheduleEvents.append({
      scheduleId,
      type: 't',
      level: 'info',
      message: 'm',
      payload: null,
      createdAt,
    });
  }
}

async function sweep(storage: Storage, retention = { days: 30, runs: 100_000 }): Promise<number> {
  let groups = 0;
  for (let after: string | null = beforeFirst; after !== null; groups += 1) {
    const from: string = after;
    after = await storage.write(() => pruneSchedules(storage, retention, from, now));
  }
  return groups;
}

const kept = (storage: Storage, scheduleId: string) => [
  storage.slots.list(scheduleId, Number.MAX_SAFE_INTEGER, 100_000).length,
  storage.scheduleEvents.list(scheduleId, 0, 100_000).length,
];

describe('pruning what schedules leave', () => {
  test('keeps the newest of each and what is young, and takes the rest in groups', async () => {
    using dir = makeTempDir();
    const storage = openStorage(dir.path);
    await storage.write(() => {
      for (const n of [1, 2, 3]) storage.schedules.insert(scheduleRecord(now, { id: id(n) }));
      fill(storage, id(1), alwaysKept + 3000, 40);
      fill(storage, id(2), alwaysKept + 500, 1);
      fill(storage, id(3), 10, 400);
    });
    expect(await sweep(storage)).toBeGreaterThan(1);
    expect(kept(storage, id(1))).toEqual([alwaysKept, alwaysKept]);
    expect(storage.slots.list(id(1), now, 1)[0]?.at).toBe(isoTime(now - 40 * day));
    expect(kept(storage, id(2))).toEqual([alwaysKept + 500, alwaysKept + 500]);
    expect(kept(storage, id(3))).toEqual([10, 10]);
    await sweep(storage, { days: 30, runs: alwaysKept + 100 });
    expect(kept(storage, id(2))).toEqual([alwaysKept + 100, alwaysKept + 100]);
    storage.close();
  });

  test('takes what was put away long ago with all it has; its runs stay', async () => {
    using dir = makeTempDir();
    const storage = openStorage(dir.path);
    const away = (daysAgo: number) => ({ status: 'deleting', archivedAt: now - daysAgo * day }) as const;
    await storage.write(() => {
      storage.schedules.insert(scheduleRecord(now, { id: id(1), ...away(31) }));
      storage.schedules.insert(scheduleRecord(now, { id: id(2), ...away(29) }));
      storage.schedules.insert(scheduleRecord(now, { id: id(3), ...away(31) }));
      for (const n of [1, 2, 3]) fill(storage, id(n), 10, 1);
      storage.runs.insert(
        sampleRun({ id: id(11), scheduleId: id(1), status: 'completed', completedAt: isoTime(now) }),
        null,
      );
      storage.runs.insert(sampleRun({ id: id(13), scheduleId: id(3) }), null);
    });
    await sweep(storage);
    expect([1, 2, 3].map((n) => storage.schedules.get(id(n))?.id ?? null)).toEqual([null, id(2), id(3)]);
    expect(kept(storage, id(1))).toEqual([0, 0]);
    expect(kept(storage, id(2))).toEqual([10, 10]);
    expect(storage.runs.get(id(11))?.scheduleId).toBe(id(1));
    storage.close();
  });

  test('leaves what others depend on, however long ago it was put away', async () => {
    using dir = makeTempDir();
    const storage = openStorage(dir.path);
    const away = { status: 'deleting', archivedAt: now - 400 * day, ended: 'completed' } as const;
    await storage.write(() => {
      storage.schedules.insert(scheduleRecord(now, { id: id(1), ...away }));
      storage.schedules.insert(scheduleRecord(now, { id: id(2), dependsOn: [id(1)] }));
    });
    await sweep(storage);
    expect(storage.schedules.get(id(1))?.ended).toBe('completed');
    storage.close();
  });
});
