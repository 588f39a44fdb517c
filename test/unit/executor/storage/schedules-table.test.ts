import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { ScheduleRecord } from '../../../../src/executor/schedules/schedule-record.ts';
import { openStorage } from '../../../../src/executor/storage/open-storage.ts';
import { isoTime } from '../../../../src/lib/clock.ts';
import type { Slot } from '../../../../src/model/slot.ts';
import { scheduleRecord } from '../../../helpers/schedule-record.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';

const now = Date.parse('2026-01-01T00:00:00.000Z');
const racer = fileURLToPath(new URL('slot-racer.ts', import.meta.url));
const last = Number.MAX_SAFE_INTEGER;

/** Every member filled with something of its own. */
const full: ScheduleRecord = scheduleRecord(now, {
  config: { a: ['ä', null, { b: 1 }] },
  missedMaxAgeSeconds: 1,
  jitterSeconds: 2,
  startAt: isoTime(now + 1),
  endAt: isoTime(now + 2),
  maxRuns: 3,
  maxStalenessSeconds: 4,
  until: 'output == 1',
  dependsOn: ['x', 'y'],
  note: 'n\u0000\u001b',
  environmentId: 'e',
  branchId: 'b',
  ended: 'failed',
  endedReason: 'why',
  completedAt: isoTime(now + 3),
  archivedAt: now + 4,
  pausedReason: 'p',
  pausedAt: isoTime(now + 5),
  pausedUntil: isoTime(now + 6),
  resumedAt: now + 7,
  passed: { from: now + 8, policy: 'all' },
  runCount: 5,
  missedFires: 6,
  failuresInRow: 7,
  lastFireAt: isoTime(now + 9),
  lastSuccessAt: isoTime(now + 10),
  lastFailure: { at: isoTime(now + 11), code: 'c', message: 'm', runId: 'r' },
  staleSince: isoTime(now + 12),
  nextSlot: now + 13,
  wakeAt: now + 14,
  reckonedAt: now + 15,
  definedIn: 'source',
  sourceTriggerId: 't',
  sourcePath: 's',
  sourceHash: 'h',
  createdBy: 'u',
  version: 8,
});

const slot = (at: number, members: Partial<Slot> = {}): Slot => ({
  scheduleId: 's',
  at: isoTime(at),
  outcome: 'missed',
  cause: 'late',
  reasonText: null,
  runId: null,
  decidedAt: isoTime(now),
  ...members,
});

describe('schedules', () => {
  test('come back as they were written, also by another opening', async () => {
    using dir = makeTempDir();
    const plain = scheduleRecord(now);
    let storage = openStorage(dir.path);
    await storage.write(() => {
      storage.schedules.insert(full);
      storage.schedules.insert(plain);
      storage.schedules.update({ ...plain, name: 'renamed' });
    });
    storage.close();
    storage = openStorage(dir.path);
    expect(storage.schedules.get(full.id)).toEqual(full);
    expect(storage.schedules.get(plain.id)).toEqual({ ...plain, name: 'renamed' });
    await storage.write(() => storage.schedules.update({ ...full, ...plain, id: full.id }));
    expect(storage.schedules.get(full.id)).toEqual({ ...full, ...plain, id: full.id });
    storage.close();
  });

  test('are due in the order of their times, and woken earlier but never later', async () => {
    using dir = makeTempDir();
    const storage = openStorage(dir.path);
    const { schedules } = storage;
    const [a, b, c] = [30, 10, null].map((wakeAt) => ({ ...scheduleRecord(now), wakeAt }));
    if (!a || !b || !c) throw new Error('There are three');
    await storage.write(() => {
      for (const record of [a, b, c]) schedules.insert(record);
    });
    const due = (at: number) =>
      schedules.due(at, 9).map(({ id }) => [a, b, c].findIndex((each) => each.id === id));
    expect([due(9), due(10), due(99)]).toEqual([[], [1], [1, 0]]);
    expect(schedules.nextWake()).toBe(10);
    await storage.write(() => {
      schedules.wake(c.id, 5);
      schedules.wake(a.id, 40);
      schedules.wake(b.id, 7);
    });
    expect(due(99)).toEqual([2, 1, 0]);
    expect(schedules.due(99, 9).map(({ wakeAt }) => wakeAt)).toEqual([5, 7, 30]);
    storage.close();
  });

  test('are listed newest first, by what is asked for, page by page', async () => {
    using dir = makeTempDir();
    const storage = openStorage(dir.path);
    const { schedules } = storage;
    const members: readonly Partial<ScheduleRecord>[] = [
      { status: 'deleting', archivedAt: now },
      { status: 'paused' },
      { kind: 'ongoing', when: 'PT1H' },
      { environmentId: 'e' },
      { sourceTriggerId: 't' },
      { dependsOn: ['needed'] },
    ];
    await storage.write(() => {
      for (const [n, each] of members.entries()) {
        schedules.insert(scheduleRecord(now, { name: `s${n}`, ...each }));
      }
    });
    const names = (filter: Parameters<typeof schedules.list>[0], before = last, limit = 9) =>
      schedules.list(filter, before, limit).map(({ record }) => record.name);
    expect(names({})).toEqual(['s5', 's4', 's3', 's2', 's1']);
    expect(names({}, last, 2)).toEqual(['s5', 's4']);
    expect(names({}, schedules.list({}, last, 2)[1]?.position, 2)).toEqual(['s3', 's2']);
    expect(names({ status: 'deleting' })).toEqual(['s0']);
    expect(names({ status: 'paused' })).toEqual(['s1']);
    expect(names({ environmentId: 'e' })).toEqual(['s3']);
    expect(names({ sourceTriggerId: 't' })).toEqual(['s4']);
    expect(names({ onlyScheduled: true })).toEqual(['s5', 's4', 's3', 's1']);
    expect(schedules.rules(null, 9).map(({ name }) => name)).toEqual(['s5', 's4', 's3', 's2']);
    expect(schedules.dependents('needed').map(({ name }) => name)).toEqual(['s5']);
    expect(schedules.dependents('need')).toEqual([]);
    storage.close();
  });

  test('of ten thousand only those that are due are read', async () => {
    using dir = makeTempDir();
    const storage = openStorage(dir.path);
    const { schedules } = storage;
    await storage.write(() => {
      for (let n = 0; n < 10_000; n += 1) schedules.insert({ ...scheduleRecord(now), wakeAt: now + n });
    });
    const took = (times: number, act: () => void) => {
      const began = performance.now();
      for (let n = 0; n < times; n += 1) act();
      return performance.now() - began;
    };
    const all = took(1, () => schedules.list({}, last, 10_000));
    expect(took(20, () => schedules.nextWake())).toBeLessThan(all);
    expect(took(20, () => schedules.due(now, 50))).toBeLessThan(all);
    expect(took(20, () => schedules.reckonedAfter(now + 1, 50))).toBeLessThan(all);
    storage.close();
  });
});

describe('slots', () => {
  test('are decided once; only one that has no run is decided anew', async () => {
    using dir = makeTempDir();
    const storage = openStorage(dir.path);
    const { slots } = storage;
    const fired = { outcome: 'fired', cause: 'backfill', runId: 'r' } as const;
    const answers = await storage.write(() => [
      slots.insert(slot(1)),
      slots.insert(slot(1, fired)),
      slots.replace(slot(1, fired)),
      slots.replace(slot(1)),
      slots.replace(slot(1, { ...fired, runId: 'other' })),
      slots.insert(slot(1, { scheduleId: 'another' })),
      slots.replace(slot(2, fired)),
    ]);
    expect(answers).toEqual([true, false, true, false, false, true, true]);
    expect(slots.list('s', last, 9)).toEqual([slot(2, fired), slot(1, fired)]);
    expect(slots.get('s', 1)).toEqual(slot(1, fired));
    expect(slots.get('s', 3)).toBeNull();
    expect(slots.firedBetween('s', 1, 2)).toEqual([1]);
    storage.close();
  });

  test('that two processes decide at once have one run each', async () => {
    using dir = makeTempDir();
    openStorage(dir.path).close();
    const count = 400;
    const racers = [1, 2, 3].map(() => startRacer(dir.path, count));
    await Promise.all(racers.map(({ lines }) => lines.next()));
    for (const { child } of racers) child.stdin.write('go\n');
    const won = await Promise.all(racers.map(async ({ lines }) => Number((await lines.next()).value)));
    await Promise.all(racers.map(async ({ child }) => child.exitCode ?? (await once(child, 'exit'))));
    expect(won.reduce((sum, n) => sum + n, 0)).toBe(count);
    const storage = openStorage(dir.path);
    const decided = storage.slots.list('s', last, 2 * count);
    expect(decided).toHaveLength(count);
    const runs = decided.map(({ runId }) => storage.runs.get(runId ?? ''));
    expect(runs.map((run) => run?.slot)).toEqual(decided.map(({ at }) => at));
    expect(storage.runs.counts({}).pending).toBe(count);
    storage.close();
  });
});

interface Racer {
  readonly child: ChildProcessByStdio<Writable, Readable, null>;
  readonly lines: AsyncIterator<string>;
}

function startRacer(stateDir: string, count: number): Racer {
  const child = spawn(process.execPath, [racer, stateDir, 's', String(count)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}
