import { describe, expect, test } from 'vitest';
import { openFiringWorld } from '../../../../helpers/firing-world.ts';

const hour = 3_600_000;
const day = 24 * hour;

describe.each([
  ['an hour', hour],
  ['a day', day],
  ['a year', 365 * day],
])('a clock that is set by %s', (_, jump) => {
  test('back: fires no slot again, and none falls silent', async () => {
    await using world = openFiringWorld({ at: '2027-06-01T00:00:30.000Z' });
    const cron = await world.add({ concurrencyPolicy: 'Allow' });
    const interval = await world.add({ kind: 'recurring', when: 'PT20M', concurrencyPolicy: 'Allow' });
    await world.pass(3 * hour);
    const before = world.slots(cron.id).length;
    world.setClock(-jump);
    await world.pass(3 * hour);
    const after = world.slots(cron.id);
    expect(new Set(after.map(({ at }) => at)).size).toBe(after.length);
    expect(world.outcomes(cron.id).every((outcome) => outcome === 'fired/time')).toBe(true);
    expect(world.runs(cron.id)).toHaveLength(after.length);
    // Of an hour back, two of the three slots have had their runs.
    expect(after.length - before).toBe(jump === hour ? 2 : 3);
    const nextFire = world.record(cron.id).nextSlot ?? 0;
    expect(nextFire - world.now()).toBeLessThanOrEqual(hour);
    expect((world.record(interval.id).nextSlot ?? 0) - world.now()).toBeLessThanOrEqual(20 * 60_000);
  });

  test('forward: the slots between are missed, and the next one is on time', async () => {
    await using world = openFiringWorld({ at: '2026-06-01T00:00:30.000Z' });
    const { id } = await world.add();
    await world.pass(hour);
    await world.end(world.runs(id)[0]?.id ?? '');
    world.setClock(jump);
    await world.pass(hour);
    const { missedFires, runCount } = world.record(id);
    expect(runCount).toBe(2);
    expect(missedFires).toBe(jump / hour - 1);
    expect(world.outcomes(id).filter((outcome) => outcome.startsWith('fired'))).toHaveLength(2);
  });

  test('forward and back again: what was missed by a wrong clock is fired by the right one', async () => {
    await using world = openFiringWorld({ at: '2026-06-01T00:00:30.000Z' });
    const { id } = await world.add({ concurrencyPolicy: 'Allow' });
    world.setClock(jump);
    await world.pass(61_000);
    world.setClock(-jump);
    await world.pass(3 * hour);
    const fired = world.slots(id).filter(({ outcome }) => outcome === 'fired');
    for (const at of ['2026-06-01T01:00:00.000Z', '2026-06-01T02:00:00.000Z', '2026-06-01T03:00:00.000Z']) {
      expect(fired.filter((slot) => slot.at === at)).toHaveLength(1);
    }
    expect(world.runs(id)).toHaveLength(fired.length);
  });

  test('back while no executor was there', async () => {
    await using world = openFiringWorld({ at: '2027-06-01T00:00:30.000Z' });
    const { id } = await world.add({ concurrencyPolicy: 'Allow' });
    await world.pass(3 * hour);
    world.setClock(-jump);
    await world.away(0);
    await world.pass(2 * hour);
    expect(world.runs(id)).toHaveLength(world.slots(id).length);
    expect(world.slots(id)).toHaveLength(jump === hour ? 4 : 5);
  });
});

test('a machine that slept over a night fires what is due when it wakes', async () => {
  await using world = openFiringWorld();
  const { id } = await world.add({ missedPolicy: 'latest' });
  await world.leap(9 * hour + 120_000);
  expect(world.outcomes(id).at(-1)).toBe('fired/catch-up');
  expect(world.outcomes(id)).toHaveLength(9);
});

test('a clock set back and forward fires no slot again whose row was pruned', async () => {
  const at = '2026-06-01T00:00:30.000Z';
  await using world = openFiringWorld({ at });
  const { id } = await world.add({ missedPolicy: 'all', concurrencyPolicy: 'Allow' });
  const decided = Array.from({ length: 1000 }, (_, n) => Date.parse('2026-06-01T00:00:00.000Z') - n * hour);
  await world.storage.write(() => {
    for (const slot of decided) {
      const time = new Date(slot).toISOString();
      const fired = { outcome: 'fired', cause: 'time', reasonText: null, runId: `run-${slot}` } as const;
      world.storage.slots.insert({ scheduleId: id, at: time, ...fired, decidedAt: time });
    }
  });
  world.setClock(-50 * day);
  await world.away(0);
  world.setClock(50 * day);
  await world.away(0);
  await world.pass(hour);
  expect(world.runs(id).map(({ slot }) => slot)).toEqual(['2026-06-01T01:00:00.000Z']);
});
