import { describe, expect, test } from 'vitest';
import { openFiringWorld } from '../../../../helpers/firing-world.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('a one-off', () => {
  const once = { kind: 'one-off', when: '2026-01-01T01:00:00Z', missedPolicy: 'latest' } as const;

  test('fires once and is completed when its run is', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add(once);
    await world.pass(2 * hour);
    expect(world.outcomes(id)).toEqual(['fired/time']);
    expect(world.record(id)).toMatchObject({ status: 'active', ended: null, nextSlot: null });
    await world.end(world.runs(id)[0]?.id ?? '');
    expect(world.record(id)).toMatchObject({ status: 'paused', ended: 'completed', endedReason: null });
  });

  test('is failed when its run is, and completed when a repeat of that run succeeds', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add(once);
    await world.pass(hour);
    const [run] = world.runs(id);
    if (run === undefined) throw new Error('It has no run');
    await world.end(run.id, 'failed');
    expect(world.record(id)).toMatchObject({
      ended: 'failed',
      endedReason: `run …${run.id.slice(-4)} failed: no`,
      lastFailure: { runId: run.id, code: 'test', message: 'no' },
      failuresInRow: 1,
    });
    const repeat = {
      ...run,
      id: 'repeat',
      scheduleId: null,
      slot: null,
      retryOf: run.id,
      status: 'pending',
    } as const;
    await world.ledger.record((pen) =>
      pen.insert(repeat, null, { type: 'run.accepted', level: 'info', message: '', payload: null }),
    );
    await world.end('repeat');
    expect(world.record(id)).toMatchObject({ ended: 'completed', endedReason: null, failuresInRow: 0 });
    expect(world.record(id).lastSuccessAt).not.toBeNull();
  });

  test('is caught up by the executor that comes late', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add(once);
    await world.away(48 * hour);
    expect(world.outcomes(id)).toEqual(['fired/catch-up']);
  });

  test('that is too old by then is failed, and says why', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add({ ...once, missedMaxAgeSeconds: 3600 });
    await world.away(48 * hour);
    expect(world.outcomes(id)).toEqual(['missed/too-old']);
    expect(world.record(id)).toMatchObject({
      ended: 'failed',
      endedReason: 'its time came and it had no run: missed by more than 3600 s',
    });
  });

  test('is cancelled when its run is', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add(once);
    await world.pass(hour);
    await world.end(world.runs(id)[0]?.id ?? '', 'cancelled');
    expect(world.record(id)).toMatchObject({ ended: 'cancelled' });
  });
});

test('the end of a run that no scheduler saw is decided by the next one', async () => {
  await using world = openFiringWorld();
  const { id } = await world.add({ kind: 'ongoing', when: 'PT10M', until: 'output == 1' });
  const once = await world.add({ kind: 'one-off', when: '2026-01-01T01:00:00Z' });
  await world.pass(hour);
  await world.away(hour, async () => {
    await world.end(world.runs(id)[0]?.id ?? '', 'completed', 1);
    await world.end(world.runs(once.id)[0]?.id ?? '', 'failed');
    expect(world.record(id)).toMatchObject({ ended: null, lastSuccessAt: '2026-01-01T01:00:30.000Z' });
  });
  expect(world.record(id)).toMatchObject({
    ended: 'completed',
    endedReason: 'its condition held: output == 1',
  });
  expect(world.record(once.id).ended).toBe('failed');
});

describe('an interval', () => {
  test('is counted from the start, whoever was away', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add({ kind: 'recurring', when: 'PT25M', concurrencyPolicy: 'Allow' });
    await world.pass(hour);
    await world.away(hour + 3 * minute);
    await world.pass(hour);
    const minutes = world
      .slots(id)
      .map(({ at }) => (Date.parse(at) - Date.parse('2026-01-01T00:00:30Z')) / minute);
    expect(minutes).toEqual([25, 50, 75, 100, 125, 150, 175]);
    expect(world.outcomes(id).slice(2, 5)).toEqual(['missed/late', 'missed/late', 'fired/time']);
  });
});

test.each([
  ['skip', 'missed/late'],
  ['latest', 'missed/superseded'],
] as const)(
  'an interval of seconds fires once after a restart, not all it had in a minute: %s',
  async (missedPolicy, left) => {
    await using world = openFiringWorld();
    const interval = { kind: 'recurring', when: 'PT10S', concurrencyPolicy: 'Allow' } as const;
    const { id } = await world.add({ ...interval, missedPolicy });
    await world.away(45_000);
    expect(world.outcomes(id)).toEqual([left, left, left, 'fired/time']);
    await world.pass(20_000);
    expect(world.runs(id)).toHaveLength(3);
  },
);

test('a rule that nobody can read any more fails, and does not count as done', async () => {
  await using world = openFiringWorld();
  const { id } = await world.add();
  await world.change(id, (record) => ({ ...record, timezone: 'Europe/Atlantis' }));
  await world.pass(hour);
  await world.end(world.runs(id)[0]?.id ?? '');
  expect(world.record(id)).toMatchObject({
    ended: 'failed',
    endedReason: expect.stringMatching(/^nobody can tell when it fires: .*Atlantis/),
  });
});

describe('an ongoing schedule', () => {
  const ongoing = { kind: 'ongoing', when: 'PT10M' } as const;

  test('begins at once, and goes on its pause after the end of each run', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add(ongoing);
    await world.pass(hour);
    expect(world.runs(id)).toHaveLength(1);
    await world.end(world.runs(id)[0]?.id ?? '');
    expect(world.record(id).nextSlot).toBe(world.now() + 10 * minute);
    await world.pass(10 * minute);
    expect(world.outcomes(id)).toEqual(['fired/time', 'fired/time']);
  });

  test('goes on after its executor was away', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add(ongoing);
    await world.pass(minute);
    await world.end(world.runs(id)[0]?.id ?? '');
    await world.away(5 * hour);
    expect(world.outcomes(id)).toEqual(['fired/time', 'fired/time']);
  });

  test('is completed once its condition holds on the output of a run', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add({ ...ongoing, until: 'output.left == 0 && runs > 1' });
    for (const left of [0, 2, 0]) {
      await world.pass(10 * minute);
      await world.end(world.runs(id).at(-1)?.id ?? '', 'completed', { left });
    }
    await world.pass(hour);
    expect(world.runs(id)).toHaveLength(3);
    expect(world.record(id)).toMatchObject({
      ended: 'completed',
      endedReason: 'its condition held: output.left == 0 && runs > 1',
    });
  });

  test('is failed when its condition cannot be evaluated', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add({ ...ongoing, until: 'output.left == 0' });
    await world.pass(minute);
    await world.end(world.runs(id)[0]?.id ?? '', 'completed', 'words');
    await world.settled();
    expect(world.record(id)).toMatchObject({ ended: 'failed' });
    expect(world.record(id).endedReason).toContain('its condition cannot be evaluated');
  });

  test.each(['failed', 'cancelled'] as const)('asks nothing of the output of a run that %s', async (end) => {
    await using world = openFiringWorld();
    const { id } = await world.add({ ...ongoing, until: 'output.left == 0' });
    await world.pass(minute);
    await world.end(world.runs(id)[0]?.id ?? '', end);
    await world.pass(10 * minute);
    expect(world.record(id).ended).toBeNull();
    expect(world.runs(id)).toHaveLength(2);
  });

  test('gives up after five failures in a row, not after four and a success', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add(ongoing);
    const ends = [
      'failed',
      'failed',
      'failed',
      'failed',
      'completed',
      'failed',
      'failed',
      'failed',
      'failed',
    ] as const;
    for (const end of ends) {
      await world.pass(10 * minute);
      await world.end(world.runs(id).at(-1)?.id ?? '', end);
    }
    expect(world.record(id)).toMatchObject({ ended: null, failuresInRow: 4 });
    await world.pass(10 * minute);
    await world.end(world.runs(id).at(-1)?.id ?? '', 'failed');
    expect(world.record(id)).toMatchObject({ ended: 'failed', endedReason: 'its last 5 runs failed' });
    expect(world.events(id).at(-1)).toBe('schedule.failed');
  });

  test('ends by number of runs and by date', async () => {
    await using world = openFiringWorld();
    const counted = await world.add({ ...ongoing, maxRuns: 1 });
    const dated = await world.add({ ...ongoing, endAt: '2026-01-01T00:05:00.000Z' });
    await world.pass(minute);
    for (const { id } of [counted, dated]) await world.end(world.runs(id)[0]?.id ?? '');
    expect(world.record(counted.id)).toMatchObject({
      ended: 'completed',
      endedReason: 'it has had its 1 run',
    });
    expect(world.record(dated.id)).toMatchObject({
      ended: 'completed',
      endedReason: 'its end was 2026-01-01T00:05:00.000Z',
    });
  });

  test('tries no oftener than every minute while its target is gone', async () => {
    await using world = openFiringWorld({ targets: new Set() });
    const { id } = await world.add({ ...ongoing, when: 'PT1S' });
    await world.pass(5 * minute);
    expect(world.outcomes(id)).toHaveLength(5);
    expect(world.record(id).ended).toBeNull();
  });

  test('waits for a run that somebody started by hand', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add(ongoing);
    await world.pass(minute);
    const [run] = world.runs(id);
    if (run === undefined) throw new Error('It has no run');
    const byHand = { ...run, id: 'by-hand', slot: null, triggerKind: 'manual' } as const;
    await world.ledger.record((pen) =>
      pen.insert(byHand, null, { type: 'run.accepted', level: 'info', message: '', payload: null }),
    );
    await world.end(run.id);
    await world.pass(hour);
    expect(world.outcomes(id)).toEqual(['fired/time']);
    await world.end('by-hand');
    await world.pass(10 * minute);
    expect(world.outcomes(id)).toEqual(['fired/time', 'fired/time']);
  });
});

describe('a schedule that depends on another', () => {
  test('leaves its slots until that one has completed', async () => {
    await using world = openFiringWorld();
    const first = await world.add({ kind: 'one-off', when: '2026-01-01T01:30:00Z', name: 'import' });
    const { id } = await world.add({ dependsOn: [first.id] });
    await world.pass(2 * hour);
    expect(world.outcomes(id)).toEqual(['skipped/blocked', 'skipped/blocked']);
    expect(world.slots(id)[0]?.reasonText).toBe('waits for import');
    await world.end(world.runs(first.id)[0]?.id ?? '');
    await world.pass(hour);
    expect(world.outcomes(id).at(-1)).toBe('fired/time');
  });

  test('keeps its one slot where it has only one', async () => {
    await using world = openFiringWorld();
    const first = await world.add({ kind: 'one-off', when: '2026-01-01T01:30:00Z' });
    const dependsOn = [first.id];
    const once = await world.add({
      kind: 'one-off',
      when: '2026-01-01T01:00:00Z',
      missedPolicy: 'latest',
      dependsOn,
    });
    const ongoing = await world.add({ kind: 'ongoing', when: 'PT10M', dependsOn });
    await world.pass(2 * hour);
    expect([...world.slots(once.id), ...world.slots(ongoing.id)]).toEqual([]);
    await world.end(world.runs(first.id)[0]?.id ?? '');
    expect(world.outcomes(once.id)).toEqual(['fired/catch-up']);
    expect(world.outcomes(ongoing.id)).toEqual(['fired/time']);
  });
});

describe('a budget of staleness', () => {
  const daily = { when: '0 0 * * *', maxStalenessSeconds: 7200 } as const;

  test('makes a schedule stale once, and a success makes it well again', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add(daily);
    await world.pass(3 * hour);
    expect(world.record(id).staleSince).toBe('2026-01-01T02:00:30.000Z');
    expect(world.events(id)).toEqual(['schedule.created', 'schedule.stale']);
    await world.pass(21 * hour);
    await world.end(world.runs(id)[0]?.id ?? '');
    expect(world.record(id).staleSince).toBeNull();
    expect(world.events(id)).toEqual(['schedule.created', 'schedule.stale', 'schedule.recovered']);
    await world.pass(2 * hour);
    expect(world.record(id).staleSince).toBe('2026-01-02T02:00:30.000Z');
  });

  test('is not used up while it is paused, and counts from the resume', async () => {
    await using world = openFiringWorld();
    const { id } = await world.add(daily);
    await world.change(id, (record) => ({
      ...record,
      status: 'paused',
      pausedAt: '2026-01-01T00:00:30.000Z',
      pausedUntil: '2026-01-01T05:00:00.000Z',
      wakeAt: Date.parse('2026-01-01T05:00:00.000Z'),
    }));
    await world.pass(6 * hour);
    expect(world.record(id)).toMatchObject({ status: 'active', staleSince: null });
    await world.pass(hour);
    expect(world.record(id).staleSince).toBe('2026-01-01T07:00:00.000Z');
  });
});

test.each([
  ['a start', { startAt: '2026-01-03T00:00:00.000Z' }, '2026-01-03T02:00:00.000Z'],
  [
    'a one-off',
    { kind: 'one-off', when: '2026-01-02T00:00:00Z', missedPolicy: 'latest' },
    '2026-01-02T02:00:00.000Z',
  ],
] as const)('nothing is stale before it begins: %s', async (_, members, expected) => {
  await using world = openFiringWorld();
  const { id } = await world.add({ ...members, maxStalenessSeconds: 7200 });
  await world.pass(4 * 24 * hour);
  expect(world.record(id).staleSince).toBe(expected);
});

describe('a pause with an end', () => {
  test.each([
    ['skip', ['missed/paused', 'missed/paused', 'fired/time']],
    ['latest', ['missed/paused', 'fired/catch-up', 'skipped/overlap']],
    ['all', ['fired/catch-up', 'fired/catch-up', 'skipped/overlap']],
  ] as const)('resumes by itself and decides what passed: %s', async (missedPolicy, outcomes) => {
    await using world = openFiringWorld();
    const { id } = await world.add({ missedPolicy });
    await world.change(id, (record) => ({
      ...record,
      status: 'paused',
      pausedReason: 'maintenance',
      pausedAt: '2026-01-01T00:00:30.000Z',
      pausedUntil: '2026-01-01T02:30:00.000Z',
      wakeAt: Date.parse('2026-01-01T02:30:00.000Z'),
    }));
    await world.pass(2 * hour);
    expect(world.slots(id)).toEqual([]);
    await world.pass(hour + 10 * minute);
    expect(world.outcomes(id)).toEqual(outcomes);
    expect(world.record(id)).toMatchObject({
      status: 'active',
      pausedAt: null,
      pausedReason: null,
      passed: null,
    });
    expect(world.events(id)).toContain('schedule.resumed');
  });
});
