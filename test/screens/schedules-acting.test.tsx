import './console-environment.ts';
import { describe, expect, test } from 'vitest';
import type { Run } from '../../src/model/run.ts';
import { type InProcessOptions, openInProcess } from '../helpers/console-in-process.tsx';
import { sampleRun } from '../helpers/sample-run.ts';
import { type Seed, seededClient } from '../helpers/seeded-client.ts';
import { seededNow } from '../helpers/seeded-data.ts';
import { seededKinds, seededMore } from '../helpers/seeded-kinds.ts';

function ago(seconds: number): string {
  return new Date(seededNow - seconds * 1000).toISOString();
}

const schedules = seededKinds(ago);
const idOf = (name: string) => schedules.find((one) => one.name === name)?.id ?? '';
const runs = [sampleRun({ id: '0198c0de-0000-7000-8000-0000000000a1', createdAt: ago(60) } as Partial<Run>)];

/** The list of schedules, with the cursor on one of them. */
async function at(name: string, seed: Partial<Seed> = {}, options: Partial<InProcessOptions> = {}) {
  const client = seededClient({ runs, schedules, ofSchedules: seededMore(ago), ...seed });
  const console = openInProcess({ client, now: seededNow, columns: 140, rows: 40, ...options });
  await console.see('LIVE');
  await console.see('0000000a1'.slice(1));
  await console.press('3');
  await console.see('black-friday');
  const rows = schedules.map((one) => one.name).toSorted();
  for (let row = 0; row < rows.indexOf(name); row++) await console.press('down');
  await console.see(new RegExp(`>  . \\w+( progress)? +${name}`));
  return Object.assign(console, { client });
}

describe('pausing', () => {
  test('asks why and until when, in words, and keeps both with the schedule', async () => {
    using console = await at('drain-outbox');
    await console.press('P');
    const screen = await console.see('Pause the schedule “drain-outbox”?');
    expect(screen).toContain('optional; kept with the schedule and in :ops');
    await console.press('tab');
    await console.type('2h');
    await console.see(/until Sun 22 Nov 2026 14:03:41 UTC \(in 2h00\)/);
    await console.press('tab');
    await console.type('mail is down');
    await console.press('tab', 'y');
    await console.see('- paused');
    await console.see('until 14:03: mail is down');
    expect(console.client.acts).toEqual([
      `pause ${idOf('drain-outbox')} mail is down 2026-11-22T14:03:41.000Z`,
    ]);
    await console.press('u');
    await expect.poll(() => console.client.acts.at(-1)).toBe(`resume ${idOf('drain-outbox')}`);
  });

  test('an end that is none keeps the question open, with what was typed', async () => {
    using console = await at('drain-outbox');
    await console.press('P');
    await console.see('Pause the schedule');
    await console.press('tab');
    await console.type('whenever');
    await console.press('enter', 'y');
    const screen = await console.see('“whenever” is no time to come');
    expect(screen).toContain('until: whenever');
    expect(console.client.acts).toEqual([]);
  });

  test('words and dates are those of its zone, and what is understood is said', async () => {
    using console = await at('every-15m-invoices');
    await console.press('P');
    await console.see('Pause the schedule');
    await console.press('tab');
    await console.type('2026-12-24 09:00');
    await console.see('until Thu 24 Dec 2026 09:00 Europe/Stockholm (in 31d)');
    await console.press('escape', 'A', 'P');
    await console.see('Pause 6 schedules?');
    await console.press('tab');
    await console.type('tomorrow at 9');
    await console.see('; the others by the clocks of their zones');
  });

  test('a server that keeps neither is not asked to, and that is said', async () => {
    const abilities = { schedulePolicies: 'It is a plain server.' };
    using console = await at('drain-outbox', { capabilities: { abilities } as never });
    await console.press('P');
    const screen = await console.see('This server keeps neither reason nor end of a pause');
    expect(screen).not.toContain('until:');
    await console.press('y');
    await expect.poll(() => console.client.acts).toEqual([`pause ${idOf('drain-outbox')}`]);
  });
});

describe('resuming', () => {
  test('says first what would start, and offers each way', async () => {
    using console = await at('weekly-report');
    await console.press('P');
    const screen = await console.see('what of the 2 slots that passed?');
    expect(screen).toMatch(/skip: no run starts now, next 12:15/);
    expect(screen).toMatch(/latest: 1 run starts now \(07:00\), next 12:15/);
    expect(screen).toMatch(/all: 2 runs start now \(02:30, 07:00\), next 12:15 {2}\(its own setting\)/);
    await console.press('l');
    await console.see('1 run starts now (07:00), next 12:15.');
    await console.press('y');
    await expect.poll(() => console.client.acts).toEqual([`resume ${idOf('weekly-report')} latest`]);
    await console.see('pause it again');
    await console.press('u');
    const again = `pause ${idOf('weekly-report')} nobody reads it in the holidays ${ago(-86_400 * 3)}`;
    await expect.poll(() => console.client.acts.at(-1)).toBe(again);
  });

  test('asks once where nothing was missed', async () => {
    using console = await at('weekly-report', { ofSchedules: {} });
    await console.press('P');
    await console.see('Nothing was missed.');
    await console.press('y');
    await expect.poll(() => console.client.acts).toEqual([`resume ${idOf('weekly-report')}`]);
  });
});

describe('deleting and ending', () => {
  test('D takes it out of the list, and u brings it back as it was', async () => {
    using console = await at('heartbeat');
    await console.press('D');
    await console.see('Delete the schedule “heartbeat”?');
    await console.press('y');
    await console.see('8 schedules');
    await console.see('bring it back as it was');
    await console.press('u');
    await console.see('9 schedules');
    expect(console.client.acts).toEqual([`remove ${idOf('heartbeat')}`, `restore ${idOf('heartbeat')}`]);
  });

  test('on its own screen D leads back to the list', async () => {
    using console = await at('heartbeat');
    await console.press('enter');
    await console.see('No runs of it are known.');
    await console.press('D');
    await console.see('Delete the schedule');
    await console.press('y');
    await console.see('8 schedules');
  });

  test('where nothing brings it back it is held before it is sent', async () => {
    const abilities = { schedulePolicies: 'It is a plain server.' };
    using console = await at('heartbeat', { capabilities: { abilities } as never });
    await console.press('D');
    await console.see('sent 5 s after you say yes');
    await console.press('y', 'u');
    await console.see('delete taken back: 1 never sent.');
    expect(console.client.acts).toEqual([]);
  });

  test('X ends it for good, and what is over says so', async () => {
    using console = await at('heartbeat');
    await console.press('X');
    await console.see('End the schedule “heartbeat” for good?');
    await console.press('n', 'down', 'X');
    await console.see('not now, it is completed already.');
    await console.press('P');
    await console.see('not now, it is completed: e gives it new times.');
  });
});

describe('backfill', () => {
  test('asks from when to when, counts first, and opens the batch', async () => {
    using console = await at('heartbeat', { runs: [{ ...(runs[0] as Run), batchId: 'b-44' }] });
    await console.press('B');
    await console.see('Backfill heartbeat from');
    await console.type('1h');
    await console.press('enter');
    await console.see('Backfill from 2026-11-22 11:03 to');
    await console.press('enter');
    const screen = await console.see('Backfill 6 slots of “heartbeat”?');
    expect(screen).toMatch(/6 slots, the first 2026-11-22 \d\d:\d\d, the last 2026-11-22 \d\d:\d\d/);
    await console.press('y');
    await console.see(/b-44 +task:hello/);
    expect(console.client.acts).toEqual([`backfill ${idOf('heartbeat')} 6`]);
  });

  test('many have to be typed, and what is no time keeps the line open', async () => {
    using console = await at('heartbeat');
    await console.press('B');
    await console.type('soon');
    await console.press('enter');
    await console.see('“soon” is no time');
    await console.press('escape', 'B');
    await console.type('10h');
    await console.press('enter', 'enter');
    await console.see('type 60, then Enter, to start 60');
  });

  test('a server that cannot says so', async () => {
    const abilities = { scheduleBackfill: 'It keeps no slots.' };
    using console = await at('heartbeat', { capabilities: { abilities } as never });
    await console.press('B');
    await console.see('not now, It keeps no slots.');
  });
});

describe('marks', () => {
  test('P pauses all that are marked and can be, and unmarks them', async () => {
    using console = await at('drain-outbox');
    await console.press('A', 'P');
    const screen = await console.see('Pause 6 schedules?');
    expect(screen).toContain('left out: 1 that can’t be: it is completed');
    expect(screen).toContain('left out: 1 that are paused already');
    await console.press('y');
    await expect.poll(() => console.client.acts.length).toBe(6);
    await console.see('7 paused');
    await console.gone('marked');
  });

  test('P on those that are all paused says first what they would start', async () => {
    using console = await at('drain-outbox');
    await console.press('/');
    await console.type('weekly');
    await console.press('enter', 'A', 'P');
    const screen = await console.see('Resume 1 schedule?');
    expect(screen).toContain('2 runs start now: 2 of weekly-report.');
    await console.press('y');
    await expect.poll(() => console.client.acts).toEqual([`resume ${idOf('weekly-report')}`]);
  });

  test('D deletes those that are marked, Esc takes marks away', async () => {
    using console = await at('drain-outbox');
    await console.press('space', 'down', 'space');
    await console.see('2 marked');
    await console.press('escape');
    await console.gone('2 marked');
    await console.press('up', 'space', 'D');
    await console.see('Delete');
    await console.press('n');
    expect(console.client.acts).toEqual([]);
  });
});

test('e and n open the editor', async () => {
  using console = await at('heartbeat');
  await console.press('n');
  const { store } = console.parts.model;
  expect(store.getState().places.stack.at(-1)).toEqual({ screen: 'schedule-editor', scheduleId: null });
});
