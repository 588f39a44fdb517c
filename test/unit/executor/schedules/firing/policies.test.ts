import { describe, expect, test } from 'vitest';
import { resumedRecord } from '../../../../../src/executor/schedules/firing/resume-record.ts';
import { jitterMsOf } from '../../../../../src/executor/schedules/wake-at.ts';
import { defaultSettings } from '../../../../../src/executor/settings/executor-settings.ts';
import { openFiringWorld } from '../../../../helpers/firing-world.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('a schedule', () => {
  test('fires once at its slot, with a run that knows its schedule and its slot', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add({
      name: 'nightly',
      config: { page: 3 },
      timeoutSeconds: 60,
      backoffLimit: 2,
    });
    await world.pass(hour - 31_000);
    expect(world.slots(id)).toEqual([]);
    await world.pass(1000);
    expect(world.slots(id)).toEqual([
      {
        scheduleId: id,
        at: '2026-01-01T01:00:00.000Z',
        outcome: 'fired',
        cause: 'time',
        reasonText: null,
        runId: world.runs(id)[0]?.id,
        decidedAt: '2026-01-01T01:00:00.000Z',
      },
    ]);
    expect(world.runs(id)).toMatchObject([
      {
        name: 'nightly',
        scheduleId: id,
        slot: '2026-01-01T01:00:00.000Z',
        triggerKind: 'schedule',
        triggerId: id,
        config: { page: 3 },
        timeoutSeconds: 60,
        backoffLimit: 2,
        status: 'pending',
      },
    ]);
    expect(world.record(id)).toMatchObject({
      runCount: 1,
      lastFireAt: '2026-01-01T01:00:00.000Z',
      nextSlot: Date.parse('2026-01-01T02:00:00.000Z'),
      version: 1,
    });
  });

  test('tells listeners of a fire and of the end of its run, by phase', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add();
    const phases: (string | null)[] = [];
    world.ledger.subscribe((change) => {
      if (change.kind === 'schedule') phases.push(change.schedule.phase);
    });
    await world.pass(hour);
    await world.end(world.runs(id)[0]?.id ?? '');
    expect(phases).toEqual(['in-progress', 'active']);
  });

  test('is on time up to a minute late, and late after that', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add();
    await world.leap(hour - 30_000 + minute);
    await world.leap(hour + 1);
    expect(world.outcomes(id)).toEqual(['fired/time', 'missed/late']);
    expect(world.record(id).missedFires).toBe(1);
    expect(world.events(id)).toEqual(['schedule.created', 'schedule.missed']);
  });

  test('fires each slot by the same offset later', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add({ jitterSeconds: 600, concurrencyPolicy: 'Allow' });
    await world.pass(6 * hour);
    const late = world.slots(id).map(({ at, decidedAt }) => Date.parse(decidedAt) - Date.parse(at));
    expect(late.length).toBeGreaterThan(4);
    expect(new Set(late).size).toBe(1);
    expect(late[0]).toBeLessThanOrEqual(600_000);
    expect(world.slots(id)[0]?.at).toBe('2026-01-01T01:00:00.000Z');
  });

  test('goes on while its target is gone, and says why there was no run', async () => {
    const targets = new Set<string>();
    await using world = openFiringWorld({ targets });
    const { id } = await world.add();
    await world.pass(hour);
    targets.add('task:hello');
    await world.pass(hour);
    expect(world.outcomes(id)).toEqual(['skipped/target', 'fired/time']);
    expect(world.slots(id)[0]?.reasonText).toBe('There is no target task:hello');
  });

  test('makes no run where the queue is full', async () => {
    const limits = { ...defaultSettings.limits, queueLength: 1 };
    await using world = openFiringWorld({ settings: { ...defaultSettings, limits } });
    const { id } = await world.add({ concurrencyPolicy: 'Allow' });
    await world.pass(2 * hour);
    expect(world.outcomes(id)).toEqual(['fired/time', 'skipped/queue-full']);
  });

  test('has as many runs as it may, and is completed when the last has ended', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add({ maxRuns: 2, concurrencyPolicy: 'Allow' });
    await world.pass(4 * hour);
    expect(world.outcomes(id)).toEqual(['fired/time', 'fired/time']);
    expect(world.record(id)).toMatchObject({ ended: null, nextSlot: null });
    for (const run of world.runs(id)) await world.end(run.id);
    expect(world.record(id)).toMatchObject({
      status: 'paused',
      ended: 'completed',
      endedReason: 'it has had its 2 runs',
    });
    expect(world.record(id).completedAt).not.toBeNull();
    expect(world.events(id).at(-1)).toBe('schedule.completed');
  });

  test('begins at its start and is completed after its end', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add({
      startAt: '2026-01-01T03:00:00.000Z',
      endAt: '2026-01-01T05:00:00.000Z',
      concurrencyPolicy: 'Allow',
    });
    await world.pass(7 * hour);
    expect(world.slots(id).map(({ at }) => at)).toEqual([
      '2026-01-01T03:00:00.000Z',
      '2026-01-01T04:00:00.000Z',
    ]);
    for (const run of world.runs(id)) await world.end(run.id);
    expect(world.record(id)).toMatchObject({
      ended: 'completed',
      endedReason: 'its end was 2026-01-01T05:00:00.000Z',
    });
  });
});

describe('while a run is under way', () => {
  test('Forbid leaves the slot and names the run', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add();
    await world.pass(2 * hour);
    const [run] = world.runs(id);
    expect(world.outcomes(id)).toEqual(['fired/time', 'skipped/overlap']);
    expect(world.slots(id)[1]).toMatchObject({
      runId: run?.id,
      reasonText: `run …${run?.id.slice(-4)} was still under way`,
    });
    expect(world.record(id).missedFires).toBe(0);
  });

  test('Replace cancels all that a backfill has left waiting', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add({ concurrencyPolicy: 'Replace' });
    await world.pass(hour);
    const [run] = world.runs(id);
    if (run === undefined) throw new Error('It has no run');
    const accepted = { type: 'run.accepted', level: 'info', message: '', payload: null } as const;
    await world.ledger.record((pen) => {
      for (let n = 0; n < 150; n += 1) pen.insert({ ...run, id: `backfilled-${n}` }, null, accepted);
    });
    await world.pass(hour);
    expect(world.storage.scheduleRuns.unended(id, 200).map(({ slot }) => slot)).toEqual([
      '2026-01-01T02:00:00.000Z',
    ]);
  });

  test('Replace cancels it, and both say so', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add({ concurrencyPolicy: 'Replace' });
    await world.pass(hour);
    await world.start(world.runs(id)[0]?.id ?? '');
    await world.pass(2 * hour);
    const [first, second, third] = world.runs(id);
    expect(world.outcomes(id)).toEqual(['fired/time', 'fired/time', 'fired/time']);
    expect(first).toMatchObject({ status: 'running', reasonText: 'replaced by schedule hourly' });
    expect(first?.cancelRequestedAt).not.toBeNull();
    expect(second).toMatchObject({ status: 'cancelled', reasonText: 'replaced by schedule hourly' });
    expect(third?.status).toBe('pending');
    expect(world.slots(id)[1]?.reasonText).toBe(`replaced run …${first?.id.slice(-4)}`);
    expect(world.ended).toContain(first?.id);
    expect(world.record(id)).toMatchObject({ failuresInRow: 0, lastFailure: null });
  });

  test('Allow starts another one', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add({ concurrencyPolicy: 'Allow' });
    await world.pass(3 * hour);
    expect(world.runs(id).map(({ status }) => status)).toEqual(['pending', 'pending', 'pending']);
  });
});

describe('slots that passed while no executor was there', () => {
  test('skip: rows that say so, and the next one is fired', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add();
    await world.away(3 * hour + minute);
    await world.pass(hour);
    expect(world.outcomes(id)).toEqual(['missed/late', 'missed/late', 'missed/late', 'fired/time']);
    expect(world.record(id)).toMatchObject({ missedFires: 3, lastMissedAt: '2026-01-01T03:00:00.000Z' });
  });

  test('latest: the newest is caught up, though it is old', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add({ missedPolicy: 'latest' });
    await world.away(3 * hour + minute);
    expect(world.outcomes(id)).toEqual(['missed/superseded', 'missed/superseded', 'fired/catch-up']);
    expect(world.runs(id)).toMatchObject([{ slot: '2026-01-01T03:00:00.000Z' }]);
  });

  test('all: each in its turn, one after the other under Forbid', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add({ missedPolicy: 'all' });
    await world.away(3 * hour + minute);
    expect(world.outcomes(id)).toEqual(['fired/catch-up', 'fired/catch-up', 'fired/catch-up']);
    const [first, second, third] = world.runs(id);
    expect(world.runs(id)).toMatchObject([
      { status: 'pending', dependsOn: [] },
      { status: 'waiting', dependsOn: [first?.id], onDependencyFailure: 'run' },
      { status: 'waiting', dependsOn: [second?.id], onDependencyFailure: 'run' },
    ]);
    await world.end(first?.id ?? '', 'failed');
    await world.end(second?.id ?? '', 'cancelled');
    expect(world.runs(id)[2]).toMatchObject({ id: third?.id, status: 'pending' });
  });

  test('all, with a maximum age, and all together under Allow', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add({
      missedPolicy: 'all',
      missedMaxAgeSeconds: 7200,
      concurrencyPolicy: 'Allow',
    });
    await world.away(4 * hour + minute);
    expect(world.outcomes(id)).toEqual([
      'missed/too-old',
      'missed/too-old',
      'fired/catch-up',
      'fired/catch-up',
    ]);
    expect(world.runs(id).map(({ status }) => status)).toEqual(['pending', 'pending']);
  });

  test('all, under Replace: the newest only', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add({ missedPolicy: 'all', concurrencyPolicy: 'Replace' });
    await world.away(3 * hour + minute);
    expect(world.outcomes(id)).toEqual(['skipped/replaced', 'skipped/replaced', 'fired/catch-up']);
  });

  test('more than one transaction takes: all of them, none twice', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add({ when: '* * * * *', missedPolicy: 'all', concurrencyPolicy: 'Allow' });
    await world.away(8 * hour + minute);
    expect(new Set(world.outcomes(id))).toEqual(new Set(['fired/catch-up', 'fired/time']));
    expect(world.slots(id)).toHaveLength(481);
    expect(world.runs(id)).toHaveLength(481);
    expect(world.record(id).runCount).toBe(481);
  });

  test('a year of missed minutes: all are counted, the newest thousand have rows', {
    timeout: 60_000,
  }, async () => {
    await using world = openFiringWorld();
    const minutely = await world.add({ when: '* * * * *' });
    const seconds = await world.add({ kind: 'recurring', when: 'PT1S', missedPolicy: 'latest' });
    await world.away(365 * 24 * hour + minute);
    // Up to a minute late is on time.
    const missed = world.slots(minutely.id).filter(({ outcome }) => outcome === 'missed');
    expect(missed).toHaveLength(1000);
    expect(world.record(minutely.id).missedFires + world.record(minutely.id).runCount).toBe(365 * 1440 + 1);
    const { missedFires, runCount } = world.record(seconds.id);
    const skipped = world.slots(seconds.id).filter(({ outcome }) => outcome === 'skipped').length;
    expect(missedFires + runCount + skipped).toBe(365 * 86_400 + 60);
  });
});

test('a slot whose jitter ends in a pause was missed by the pause', async () => {
  await using world = openFiringWorld();
  const jitterSeconds = 3000;
  const ids = Array.from({ length: 50 }, (_, n) => `schedule-${n}`);
  const id = ids.find((each) => jitterMsOf({ id: each, jitterSeconds }) > 10 * minute) ?? '';
  await world.add({ id, jitterSeconds });
  await world.pass(hour);
  expect(world.slots(id)).toEqual([]);
  const pausedAt = new Date(world.now()).toISOString();
  await world.change(id, (record) => ({ ...record, status: 'paused', pausedAt, wakeAt: null }));
  await world.pass(2 * hour);
  await world.change(id, (record) => resumedRecord(record, 'skip', world.now()));
  expect(new Set(world.outcomes(id))).toEqual(new Set(['missed/paused']));
});
