import './console-environment.ts';
import { describe, expect, test } from 'vitest';
import type { Run } from '../../src/model/run.ts';
import type { Schedule } from '../../src/model/schedule.ts';
import { openInProcess } from '../helpers/console-in-process.tsx';
import { makeFakeClock } from '../helpers/fake-clock.ts';
import { sampleRun } from '../helpers/sample-run.ts';
import { sampleSchedule } from '../helpers/sample-schedule.ts';
import { type Seed, seededClient } from '../helpers/seeded-client.ts';
import { seededNow } from '../helpers/seeded-data.ts';
import { sampleSlot } from '../helpers/seeded-slots.ts';

function ago(seconds: number): string {
  return new Date(seededNow - seconds * 1000).toISOString();
}

const schedule = sampleSchedule({
  name: 'every-minute',
  when: '* * * * *',
  nextFireAt: ago(-19),
  lastFireAt: ago(41),
  phase: 'active',
});
const minutes = 450;

const slots = Array.from({ length: minutes }, (_, index) => {
  const at = ago(41 + index * 60);
  if (index % 50 === 7) {
    return sampleSlot(at, { outcome: 'missed', cause: 'late', reasonText: 'the executor was down' });
  }
  if (index % 50 === 9)
    return sampleSlot(at, { outcome: 'skipped', cause: 'overlap', runId: idOf(index + 1) });
  return sampleSlot(at, { runId: idOf(index) });
});

const runs = slots.flatMap((slot, index): Run[] => {
  if (slot.outcome !== 'fired') return [];
  return [
    sampleRun({
      id: idOf(index),
      scheduleId: schedule.id,
      slot: slot.at,
      status: 'completed',
      triggerKind: 'schedule',
      createdAt: new Date(Date.parse(slot.at) + 5).toISOString(),
      completedAt: ago(30 + index * 60),
      durationMs: 4_000,
    }),
  ];
});

function idOf(index: number): string {
  return `0198c0de-0000-7000-8000-00000000${String(1_000 + index)}`;
}

async function opened(seed: Partial<Seed> = {}, options = {}) {
  const client = seededClient({
    runs,
    schedules: [schedule],
    ofSchedules: { slots: { [schedule.id]: slots } },
    ...seed,
  });
  const console = openInProcess({ client, now: seededNow, columns: 140, rows: 40, ...options });
  await console.see('LIVE');
  await console.see('00001000');
  await console.press('3');
  await console.see('every-minute');
  await console.press('enter');
  await console.see('LAST EVENT');
  return Object.assign(console, { client });
}

describe('the history of a schedule', () => {
  test('has missed and skipped slots as rows of their own, with their cause', async () => {
    using console = await opened();
    const screen = await console.see('! missed');
    expect(screen).toMatch(/! missed +11-22 11:56 +- +late: the executor was down/);
    expect(screen).toMatch(/\/ skipped +11-22 11:54 +- +overlap: run 00001010 was under way \(Forbid\)/);
    expect(screen).toMatch(/\+ completed +11-22 11:55 +00001008/);
    expect(screen).toMatch(/and then +11-22 12:05 +11-22 12:06/);
  });

  test('is read on towards its end, a page at a time, and keeps its order', async () => {
    using console = await opened();
    const { store } = console.parts.model;
    const history = () => store.getState().schedules.history;
    await expect.poll(() => history()?.slots?.items.length).toBe(100);
    await expect
      .poll(async () => {
        await console.press('G');
        return history()?.slots?.items.length;
      })
      .toBe(minutes);
    await console.press('G');
    await console.see(`LAST EVENT (${minutes} rows)`);
    await console.see('00001449');
  });

  test('on a slot without a run Enter offers to backfill that one', async () => {
    using console = await opened();
    await console.see('! missed');
    await console.press('down', 'down', 'down', 'down', 'down', 'down', 'down');
    await console.see('> ! missed');
    await console.press('enter');
    const screen = await console.see('Backfill a slot of “every-minute”?');
    expect(screen).toContain('the slot of 2026-11-22 11:56');
    await console.press('y');
    await expect.poll(() => console.client.acts).toEqual([`backfill ${schedule.id} 1`]);
  });

  test('has runs only where the server tells of no slots, and says so', async () => {
    const abilities = { scheduleSlots: 'It keeps none.' };
    using console = await opened({ capabilities: { abilities } as never });
    const screen = await console.see('slots without a run are not told');
    expect(screen).toContain('00001000');
    expect(screen).not.toContain('! missed');
  });

  test('b leads to the batch of a backfilled run', async () => {
    const [newest, ...others] = runs;
    const backfilled = { ...(newest ?? sampleRun({})), batchId: 'b-44' };
    using console = await opened({ runs: [backfilled, ...others] });
    await console.see('> + completed');
    await console.press('b');
    await console.see(/b-44 +task:hello/);
  });

  test('a run of it tells its slot', async () => {
    using console = await opened();
    await console.see('> + completed');
    await console.press('enter', '1');
    await console.see(/slot +scheduled for 2026-11-22 12:03:00/);
  });
});

describe('changes that the server tells', () => {
  test('of the one that is looked at are read, and the cursor stays on its row', async () => {
    const clock = makeFakeClock(seededNow);
    using console = await opened({}, { clock });
    await console.see('> + completed');
    await console.press('down', 'down');
    await console.see(/> \+ completed +11-22 12:01/);
    const missed = sampleSlot(ago(-19), { outcome: 'missed', cause: 'late', reasonText: 'too busy' });
    const changed: Schedule = { ...schedule, pausedReason: 'for a while', status: 'paused' };
    console.client.tellSchedules([changed], [missed, ...slots]);
    clock.advance(40);
    clock.advance(300);
    await console.see('for a while');
    await console.see('late: too busy');
    await console.see(/> \+ completed +11-22 12:01/);
  });

  test('of many are one read of the list', async () => {
    const clock = makeFakeClock(seededNow);
    const many = Array.from({ length: 1_000 }, (_, index) =>
      sampleSchedule({
        id: `0198c0de-0000-7000-8000-0000000${10_000 + index}`,
        name: `schedule-${String(index).padStart(4, '0')}`,
      }),
    );
    const client = seededClient({ runs, schedules: many });
    const asked = { lists: 0, gets: 0, strips: 0 };
    const { list, get, slots: slotsOf } = client.schedules;
    client.schedules.list = async () => {
      asked.lists++;
      return list();
    };
    client.schedules.get = async (id) => {
      asked.gets++;
      return get(id);
    };
    client.schedules.slots = async (id, page) => {
      asked.strips++;
      return slotsOf(id, page);
    };
    using console = openInProcess({ client, clock, columns: 120, rows: 36 });
    await console.see('00001000');
    await console.press('3');
    await console.see('1,000 schedules');
    const inView = console.parts.model.heights.list;
    await expect.poll(() => asked.strips).toBe(inView);
    client.tellSchedules(many.map((one) => ({ ...one, status: 'paused' as const })));
    clock.advance(40);
    clock.advance(300);
    await console.see('1,000 paused');
    expect(asked).toMatchObject({ lists: 2, gets: 0 });
    await expect.poll(() => asked.strips).toBe(2 * inView);
    await console.press('j');
    client.tellSchedules([{ ...(many[500] ?? schedule), name: 'aaa-first' }]);
    clock.advance(40);
    clock.advance(300);
    await console.see('aaa-first');
    await console.see(/> {2}- paused +schedule-0001/);
    expect(asked).toMatchObject({ lists: 2, gets: 1 });
  });
});

describe('the list', () => {
  test('is sorted, cut to problems and found by phase and kind', async () => {
    const of = (number: number, members: Partial<Schedule>) =>
      sampleSchedule({ id: `0198c0de-0000-7000-8000-00000000f00${number}`, ...members });
    const schedules = [
      of(1, { name: 'alpha', nextFireAt: ago(-600), kind: 'recurring', when: 'PT5M' }),
      of(2, { name: 'beta', nextFireAt: ago(-30), phase: 'blocked', phaseReason: 'waits for alpha' }),
      of(3, {
        name: 'gamma',
        nextFireAt: null,
        kind: 'one-off',
        when: '2026-12-24T08:00:00Z',
        phase: 'pending',
      }),
    ];
    const client = seededClient({ runs, schedules });
    using console = openInProcess({ client, now: seededNow, columns: 120, rows: 36 });
    await console.see('00001000');
    await console.press('3');
    await console.see(/alpha[\s\S]*beta[\s\S]*gamma/);
    await console.press('s', 'f');
    await console.see(/beta[\s\S]*alpha[\s\S]*gamma/);
    await console.press('!');
    expect(await console.see('1 schedule of 3  !')).not.toContain('alpha  ');
    await console.press('escape', '/');
    await console.type('once pending');
    await console.press('enter');
    expect(await console.see('1 schedule of 3  /once pending')).toContain('gamma');
  });
});
