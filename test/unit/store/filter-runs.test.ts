import { describe, expect, test } from 'vitest';
import { settingsInMemory } from '../../../src/model/console-settings.ts';
import { connect } from '../../../src/store/connect.ts';
import { patchSlice } from '../../../src/store/console-state.ts';
import { createConsoleModel } from '../../../src/store/create-console-model.ts';
import { filterRuns, maxReadOn, sortRuns } from '../../../src/store/filter-runs.ts';
import { cursorAt } from '../../../src/store/list-cursor.ts';
import { clearMarks, markAll } from '../../../src/store/mark-runs.ts';
import { readRuns } from '../../../src/store/read-runs.ts';
import { rowCount, rowOf, runAt } from '../../../src/store/run-list.ts';
import { newestFirst } from '../../../src/store/run-sort.ts';
import { makeFakeClock } from '../../helpers/fake-clock.ts';
import { type Seed, seededClient } from '../../helpers/seeded-client.ts';
import { manyRuns, seededNow } from '../../helpers/seeded-data.ts';

async function connected(given: Seed) {
  const client = seededClient(given);
  const clock = makeFakeClock(seededNow);
  const model = createConsoleModel(
    {
      contextName: 'local',
      readOnly: false,
      ascii: false,
      color: true,
      settings: settingsInMemory(),
      connect: async () => ({ client, ownsExecutor: false }),
    },
    clock,
  );
  await connect(model);
  const shown = () => {
    const { list } = model.store.getState().runs;
    return Array.from({ length: rowCount(list) }, (_, row) => runAt(list, row)?.target);
  };
  return { model, client, clock, shown, state: () => model.store.getState().runs };
}

/** Until every answer that is on its way has come. */
async function settled(): Promise<void> {
  for (let round = 0; round < 50; round++) await new Promise(setImmediate);
}

describe('filterRuns', () => {
  test('a beginning that counts from now moves with the clock', async () => {
    const { model, clock, shown, state } = await connected({ runs: manyRuns(100) });
    expect(filterRuns(model, 'since:60s')).toBeNull();
    await settled();
    expect(shown()).toHaveLength(60);
    clock.advance(30_000);
    expect(shown()).toHaveLength(30);
    expect(state().matchedBy).toBe('server');
    filterRuns(model, '');
    await settled();
    clock.advance(30_000);
    expect(clock.pending).toBe(0);
  });

  test('reads on by itself where the console chooses, and not where the server does', async () => {
    const { model, state } = await connected({ runs: manyRuns(350) });
    filterRuns(model, 'target:task:number-7');
    await settled();
    expect(state()).toMatchObject({ matchedBy: 'server' });
    expect(state().list.order).toHaveLength(1);
    filterRuns(model, '-target:number-7');
    await settled();
    expect(state()).toMatchObject({ matchedBy: 'console', nextCursor: null });
    expect(rowCount(state().list)).toBe(349);
    expect(maxReadOn).toBeGreaterThan(350);
  });

  test('a filter of what is loaded asks the server for nothing', async () => {
    const { model, client, state } = await connected({ runs: manyRuns(50) });
    const { list } = state();
    client.runs.list = () => Promise.reject(new Error('asked'));
    filterRuns(model, '-target:number-1');
    await settled();
    expect(state().list).toBe(list);
    expect(state().phase).toBe('ready');
    expect(rowCount(list)).toBe(49);
  });

  test('the cursor stays with its run through orders and filters, and on the first row when nobody moved it', async () => {
    const { model, state } = await connected({ runs: manyRuns(150) });
    const byTarget = { column: 'target', descending: true } as const;
    sortRuns(model, byTarget);
    expect(state().cursorId).toBeNull();
    patchSlice(model.store, 'runs', cursorAt(state().list, 7));
    const { cursorId } = state();
    const { target } = state().list.byId.get(cursorId ?? '') ?? {};
    sortRuns(model, newestFirst);
    expect(state()).toMatchObject({ cursorId, cursorRow: rowOf(state().list, cursorId ?? '') });
    for (const text of [
      'status:pending,running,waiting,completed,failed',
      `-target:nothing`,
      `target:${target}`,
      '',
    ]) {
      expect(filterRuns(model, text)).toBeNull();
      await settled();
      expect(state().cursorId).toBe(cursorId);
    }
    filterRuns(model, `-target:${target}`);
    await settled();
    expect(state()).toMatchObject({ cursorId: runAt(state().list, 0)?.id, cursorRow: 0 });
  });

  test('what runs climbs by the clock alone where the longest is first', async () => {
    const started = (seconds: number) => new Date(seededNow - seconds * 1_000).toISOString();
    const [over, running] = manyRuns(2);
    if (over === undefined || running === undefined) throw new Error('no runs');
    const { model, clock, shown } = await connected({
      runs: [
        { ...over, target: 'over', status: 'completed', durationMs: 60_000 },
        {
          ...running,
          target: 'running',
          status: 'running',
          startedAt: started(50),
          completedAt: null,
          durationMs: null,
        },
      ],
    });
    sortRuns(model, { column: 'duration', descending: true });
    expect(shown()).toEqual(['over', 'running']);
    clock.advance(31_000);
    await settled();
    expect(shown()).toEqual(['running', 'over']);
  });

  test('rows stay in order when the list is read again', async () => {
    const { model, client, shown } = await connected({ runs: manyRuns(30) });
    sortRuns(model, { column: 'target', descending: false });
    const [first] = manyRuns(1);
    client.tellRuns([{ ...first, id: 'new', target: 'task:number-0' } as never]);
    await readRuns(model);
    expect(shown().slice(0, 3)).toEqual(['task:number-0', 'task:number-1', 'task:number-10']);
    expect(shown()).toHaveLength(31);
  });
});

test('an older answer that comes late does not count', async () => {
  const { model, client, state } = await connected({ runs: manyRuns(5) });
  const { counts } = client.runs;
  const late = Promise.withResolvers<void>();
  client.runs.counts = async () => {
    await late.promise;
    return { ...(await counts({})), running: 999 };
  };
  const old = model.counts.read();
  client.runs.counts = counts;
  await model.counts.read();
  late.resolve();
  await old;
  expect(state().counts?.running).not.toBe(999);
});

describe('markAll', () => {
  test('can be given up while it reads', async () => {
    const { model, state } = await connected({ runs: manyRuns(950) });
    const marking = markAll(model);
    expect(state().markingAll).toBe(true);
    expect(clearMarks(model)).toBe(true);
    await marking;
    expect(state().marks.size).toBe(0);
    expect(state().list.order.length).toBeLessThan(950);
  });
});
