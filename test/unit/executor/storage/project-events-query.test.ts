import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStorage, type Storage } from '../../../../src/executor/storage/open-storage.ts';
import { maxScanned, type ProjectEventRange } from '../../../../src/executor/storage/project-events-query.ts';
import { isoTime } from '../../../../src/lib/clock.ts';
import type { EventLevel } from '../../../../src/model/event.ts';
import { sampleRun } from '../../../helpers/sample-run.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';

const start = Date.parse('2026-11-01T00:00:00Z');
let dir: ReturnType<typeof makeTempDir>;
let storage: Storage;
beforeEach(async () => {
  dir = makeTempDir('events');
  storage = openStorage(dir.path);
  await storage.write(() => storage.runs.insert(sampleRun({ id: 'a' }), null));
});
afterEach(() => {
  storage.close();
  dir.remove();
});

interface Sample {
  readonly at: number;
  readonly message?: string;
  readonly level?: EventLevel;
}

/** Writes events in this order; times are milliseconds after the start. */
async function append(samples: readonly Sample[]): Promise<void> {
  await storage.write(() => {
    for (const { at, message = 'm', level = 'info' } of samples) {
      const event = { runId: 'a', type: 't', level, message, payload: null };
      storage.events.append({ ...event, createdAt: isoTime(start + at) });
    }
  });
}

function read(range: Partial<ProjectEventRange> = {}) {
  return storage.projectEvents.read({
    afterId: 0,
    beforeId: Number.MAX_SAFE_INTEGER,
    from: start - 1e9,
    to: start + 1e9,
    limit: 100,
    newestFirst: false,
    level: undefined,
    text: undefined,
    ...range,
  });
}

function times(range: Partial<ProjectEventRange>): number[] {
  return read(range).events.map(({ createdAt }) => Date.parse(createdAt) - start);
}

describe('events of all runs', () => {
  test('are found between two times, both inclusive', async () => {
    const all = Array.from({ length: 500 }, (_, index) => index * 1000);
    await append(all.map((at) => ({ at })));
    expect(times({ from: start + 100_000, to: start + 103_000 })).toEqual([
      100_000, 101_000, 102_000, 103_000,
    ]);
    expect(times({ from: start + 498_500, newestFirst: true })).toEqual([499_000]);
    expect(times({ to: start - 1 })).toEqual([]);
    expect(times({ from: start + 499_001 })).toEqual([]);
  });

  test('look at the surroundings of the time only', async () => {
    await append(Array.from({ length: 5000 }, (_, index) => ({ at: index * 10_000 })));
    const { scanned, events } = read({ from: start + 25_000_000, to: start + 25_000_000 });
    expect(events).toHaveLength(1);
    expect(scanned).toBeLessThan(20);
  });

  test('are found although the clock was set back by less than a minute', async () => {
    await append([0, 10_000, 70_000, 20_000, 30_000, 80_000, 90_000].map((at) => ({ at })));
    expect(times({ from: start + 20_000, to: start + 70_000 })).toEqual([70_000, 20_000, 30_000]);
  });

  test('are read a bounded number at a time, however few fit', async () => {
    const samples: Sample[] = Array.from({ length: maxScanned + 10 }, (_, at) => ({ at }));
    await append([...samples, { at: samples.length, message: 'The Needle', level: 'warn' }]);
    const first = read({ text: 'needle' });
    expect(first).toMatchObject({ events: [], scanned: maxScanned });
    const rest = read({ text: 'needle', afterId: first.nextId ?? 0 });
    expect(rest).toMatchObject({ events: [{ message: 'The Needle' }], scanned: 11, nextId: null });
    expect(read({ level: 'warn', newestFirst: true }).events).toHaveLength(1);
  });

  test('in an empty store are none', () => {
    expect(read()).toEqual({ events: [], scanned: 0, nextId: null });
  });
});
