import { describe, expect, test } from 'vitest';
import { settingsInMemory } from '../../../src/model/console-settings.ts';
import { UserError } from '../../../src/model/errors.ts';
import { connect } from '../../../src/store/connect.ts';
import { patchSlice } from '../../../src/store/console-state.ts';
import { createConsoleModel } from '../../../src/store/create-console-model.ts';
import { detailLog } from '../../../src/store/detail-log.ts';
import { filterRuns } from '../../../src/store/filter-runs.ts';
import { leaveConsole } from '../../../src/store/leave.ts';
import { cursorAt } from '../../../src/store/list-cursor.ts';
import { logPattern } from '../../../src/store/log-pattern.ts';
import { showRun } from '../../../src/store/read-detail.ts';
import { readMoreRuns, readRuns, readRunsToEnd } from '../../../src/store/read-runs.ts';
import { runAt } from '../../../src/store/run-list.ts';
import { searchFor } from '../../../src/store/search-log.ts';
import { makeFakeClock } from '../../helpers/fake-clock.ts';
import { type Seed, seededClient } from '../../helpers/seeded-client.ts';
import { logText, manyRuns, runningId, seed, seededNow, seededRuns } from '../../helpers/seeded-data.ts';

async function connected(given: Seed = seed(), ownsExecutor = false) {
  const client = seededClient(given);
  const clock = makeFakeClock(seededNow);
  const options = {
    contextName: 'local',
    readOnly: false,
    ascii: false,
    color: true,
    settings: settingsInMemory(),
  };
  const model = createConsoleModel({ ...options, connect: async () => ({ client, ownsExecutor }) }, clock);
  await connect(model);
  return { model, client, clock, state: () => model.store.getState() };
}

function missing(): never {
  throw new Error('it is not there');
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('stream', () => {
  test('many changes within a tick become one change of the state', async () => {
    const { model, client, clock } = await connected();
    let changes = 0;
    model.store.subscribe(() => changes++);
    for (let version = 2; version < 1_002; version++) {
      client.tellRuns(seededRuns().map((run) => ({ ...run, version })));
    }
    expect(changes).toBe(0);
    clock.advance(33);
    expect(changes).toBe(1);
    expect(runAt(model.store.getState().runs.list, 0)?.version).toBe(1_001);
  });

  test('no timer runs while nothing changes', async () => {
    const { clock, client } = await connected();
    clock.advance(1_000);
    expect(clock.pending).toBe(0);
    client.tellRuns([{ ...seededRuns()[0], version: 2 } as never]);
    expect(clock.pending).toBe(1);
    clock.advance(33);
    expect(clock.pending).toBe(0);
  });

  test('counts that were asked for while a run changed are asked for again', async () => {
    const { model, client, clock, state } = await connected();
    const [first] = seededRuns();
    const before = state().runs.counts?.running ?? 0;
    // The counts of the start had it as running already; what told so comes after them.
    client.tellRuns([{ ...first, status: 'running', version: 2 } as never]);
    const counted = { ...state().runs.counts, running: before + 1 } as never;
    patchSlice(model.store, 'runs', { counts: counted });
    clock.advance(33);
    expect(state().runs.counts?.running).toBe(before + 2);
    clock.advance(2_000);
    await settled();
    expect(state().runs.counts?.running).toBe(before + 1);
  });

  test('a held screen shows nothing new until it is let go', async () => {
    const { model, client, clock, state } = await connected();
    model.sync.hold(true);
    const [first] = seededRuns();
    client.tellRuns([{ ...first, status: 'running', version: 2 } as never]);
    clock.advance(1_000);
    expect(runAt(state().runs.list, 0)?.status).toBe('pending');
    model.sync.hold(false);
    clock.advance(33);
    expect(runAt(state().runs.list, 0)?.status).toBe('running');
  });

  test('asks for the counts again, once, when it can no longer tell them', async () => {
    const { client, clock, state } = await connected({ runs: manyRuns(150) });
    const old = manyRuns(150).slice(140);
    client.tellRuns(old.map((run) => ({ ...run, status: 'failed', version: 2 })));
    clock.advance(33);
    expect(state().runs.counts).toMatchObject({ pending: 150, failed: 0 });
    clock.advance(2_000);
    await settled();
    expect(state().runs.counts).toMatchObject({ pending: 140, failed: 10 });
  });
});

describe('runs', () => {
  test('are read page by page, and the cursor keeps its run', async () => {
    const { model, state } = await connected({ runs: manyRuns(250) });
    expect(state().runs).toMatchObject({ phase: 'ready', nextCursor: '100', cursorId: null });
    await readMoreRuns(model);
    await readMoreRuns(model);
    await readMoreRuns(model);
    expect(state().runs.list.order).toHaveLength(250);
    expect(state().runs.nextCursor).toBeNull();
  });

  test('keep what the stream told while the list was read again', async () => {
    const { model, client, clock, state } = await connected();
    const [first] = seededRuns();
    const late = Promise.withResolvers<Awaited<ReturnType<typeof client.runs.list>>>();
    const slow = { ...client, runs: { ...client.runs, list: () => late.promise } };
    patchSlice(model.store, 'connection', { client: slow });
    const reading = readRuns(model);
    client.tellRuns([
      { ...first, status: 'running', version: 5 } as never,
      { ...first, id: 'brand-new', createdAt: '2026-11-22T12:03:40.500Z' } as never,
    ]);
    clock.advance(33);
    late.resolve({ items: seededRuns(), nextCursor: null });
    await reading;
    expect(runAt(state().runs.list, 0)?.id).toBe('brand-new');
    expect(runAt(state().runs.list, 1)?.status).toBe('running');
    expect(state().runs.list.order).toHaveLength(7);
  });

  test('a filter is answered by the server, with the number of matches', async () => {
    const { model, state } = await connected();
    expect(filterRuns(model, 'status:failed,cancelled')).toBeNull();
    await settled();
    expect(state().runs).toMatchObject({ matching: 2, filterText: 'status:failed,cancelled' });
    expect(state().runs.list.order).toHaveLength(2);
    expect(filterRuns(model, 'status:nonsense')).toContain('no status');
    expect(state().runs.list.order).toHaveLength(2);
  });
});

describe('run detail', () => {
  test('reads record, events, attempts and the end of the log, then follows', async () => {
    const { model, client, clock, state } = await connected();
    showRun(model, runningId);
    await settled();
    expect(state().detail).toMatchObject({ runId: runningId, attempts: [{ number: 1 }] });
    expect(state().detail?.events.events).toHaveLength(3);
    expect(state().detail?.log.lines.endLine).toBe(40);

    client.print(runningId, logText(41, 60));
    clock.advance(33);
    await settled();
    expect(state().detail?.log.lines.endLine).toBe(60);
    const event = {
      id: 9,
      runId: runningId,
      type: 'x',
      level: 'info',
      message: 'm',
      payload: null,
      createdAt: '',
    } as const;
    client.tellEvents(runningId, [event, event]);
    clock.advance(33);
    expect(state().detail?.events.events).toHaveLength(4);
  });

  test('an output that is too large for the stream is read', async () => {
    const { model, client, clock, state } = await connected();
    showRun(model, runningId);
    await settled();
    const shown = state().detail?.run;
    const ended = { ...shown, version: 9, output: 'all of it' } as never;
    client.tellRuns([ended]);
    client.tellListed([{ ...(ended as object), output: null, omitted: ['output'] } as never]);
    clock.advance(33);
    expect(state().detail?.run?.output).toBeNull();
    await settled();
    expect(state().detail?.run?.output).toBe('all of it');
  });

  test('an event of the stream that overtakes the history loses none of it', async () => {
    const { model, client, clock, state } = await connected();
    showRun(model, runningId);
    client.tellEvents(runningId, [
      { id: 7, runId: runningId, type: 'x', level: 'info', message: 'ahead', payload: null, createdAt: '' },
    ]);
    clock.advance(33);
    await settled();
    expect(state().detail?.events.events.map(({ id }) => id)).toEqual([1, 2, 3, 7]);
  });

  test('reads only the end of a long log, and older parts when asked, above the lines there are', async () => {
    const long = logText(1, 40_000);
    const { model, state } = await connected({ ...seed(), logs: { [runningId]: long } });
    showRun(model, runningId);
    await settled();
    const log = state().detail?.log ?? missing();
    expect(log.lines.endLine).toBeLessThan(10_000);
    expect(log.firstByte).toBeGreaterThan(0);
    const newest = log.lines.endLine - 1;
    expect(await model.logs.readEarlier(log)).toBe(true);
    expect(log.firstByte).toBeGreaterThan(0);
    while (await model.logs.readEarlier(log));
    expect(log.firstByte).toBe(0);
    expect(log.lines.endLine - log.lines.firstLine).toBe(40_000);
    for (let line = 0; line < 40_000; line += 999) {
      expect(log.lines.line(log.lines.firstLine + line)).toContain(` line ${line + 1} of the log`);
    }
    expect(log.lines.line(newest)).toContain('line 40000 of');
  });

  test('a search reads the older parts, too, and stays on its match', async () => {
    const { model, clock, state } = await connected({ ...seed(), logs: { [runningId]: logText(1, 40_000) } });
    showRun(model, runningId);
    await settled();
    searchFor(model, detailLog, logPattern('000 of'));
    const stoodOn = state().detail?.logPane.search?.current ?? missing();
    const log = state().detail?.log ?? missing();
    expect(log.lines.line(stoodOn)).toContain('line 40000 of');
    for (let turn = 0; turn < 500 && state().detail?.logPane.search?.found.count !== 40; turn++) {
      clock.advance(1);
      await settled();
    }
    expect(state().detail?.logPane.search?.found.count).toBe(40);
    expect(state().detail?.logPane.search?.current).toBe(stoodOn);
    expect(log.lines.line(stoodOn)).toContain('line 40000 of');
  });
});

test('a long list that is read again keeps its end, and the cursor its run', async () => {
  const { model, state } = await connected({ runs: manyRuns(1_200) });
  patchSlice(model.store, 'runs', cursorAt(state().runs.list, 99));
  await readRunsToEnd(model);
  expect(state().runs).toMatchObject({ nextCursor: null, cursorRow: 1_199 });
  const { cursorId } = state().runs;
  await readRuns(model);
  expect(state().runs).toMatchObject({ nextCursor: null, cursorRow: 1_199, cursorId });
  expect(state().runs.list.order).toHaveLength(1_200);
});

describe('connection', () => {
  test('a server that can not be reached is a problem with a fix, and may be tried again', async () => {
    const client = seededClient(seed());
    let tries = 0;
    const model = createConsoleModel(
      {
        contextName: 'far',
        readOnly: false,
        ascii: false,
        color: true,
        settings: settingsInMemory(),
        async connect() {
          if (tries++ === 0) throw new UserError('network', 'No route to far.', { fix: 'Is the tunnel up?' });
          return { client, ownsExecutor: false };
        },
      },
      makeFakeClock(seededNow),
    );
    await connect(model);
    expect(model.store.getState().connection).toMatchObject({
      phase: 'failed',
      problem: { message: 'No route to far.', fix: 'Is the tunnel up?' },
    });
    await connect(model);
    expect(model.store.getState().connection).toMatchObject({
      phase: 'ready',
      problem: null,
      link: { kind: 'live' },
    });
  });
});

describe('leaving', () => {
  test('keeps an executor that is not its own', async () => {
    const { model } = await connected();
    const exits: unknown[] = [];
    leaveConsole(model, (exit) => exits.push(exit));
    expect(exits).toEqual([{ leave: 'keep' }]);
  });

  test('stops its own when nothing is active', async () => {
    const { model } = await connected({ runs: seededRuns().slice(3) }, true);
    const exits: unknown[] = [];
    leaveConsole(model, (exit) => exits.push(exit));
    expect(exits).toEqual([{ leave: 'stop' }]);
  });

  test('asks when runs are active; waiting ends with the last of them', async () => {
    const { model, client, clock, state } = await connected({ runs: seededRuns().slice(1, 2) }, true);
    const exits: unknown[] = [];
    leaveConsole(model, (exit) => exits.push(exit));
    expect(state().dialog).toMatchObject({ focused: 0, choices: [{ key: 'k', harmless: true }, {}, {}, {}] });
    state().dialog?.answer('w', []);
    expect(state().dialog?.title).toBe('Waiting for 1 run to end');
    const run = await client.runs.get(runningId);
    client.tellRuns([{ ...run, status: 'completed', version: 2 }]);
    clock.advance(33);
    expect(exits).toEqual([{ leave: 'wait' }]);
  });
});
