import './console-environment.ts';
import { describe, expect, test } from 'vitest';
import type { Run } from '../../src/model/run.ts';
import type { Schedule } from '../../src/model/schedule.ts';
import type { ConsoleModel } from '../../src/store/console-model.ts';
import {
  applyToSchedules,
  patchSchedules,
  putSchedule,
  readSchedules,
} from '../../src/store/read-schedules.ts';
import { type InProcessOptions, openInProcess } from '../helpers/console-in-process.tsx';
import { makeFakeClock } from '../helpers/fake-clock.ts';
import { sampleRun } from '../helpers/sample-run.ts';
import { sampleSchedule } from '../helpers/sample-schedule.ts';
import { type Seed, seededClient } from '../helpers/seeded-client.ts';
import { seededNow } from '../helpers/seeded-data.ts';
import { seededSchedules } from '../helpers/seeded-schedules.ts';

function ago(seconds: number): string {
  return new Date(seededNow - seconds * 1000).toISOString();
}

const schedules = seededSchedules(ago);
const [invoices] = schedules;
const scheduleId = invoices?.id ?? '';

function run(number: number, members: Partial<Run>): Run {
  const id = `0198c0de-0000-7000-8000-0000000000a${number}`;
  return sampleRun({
    id,
    scheduleId,
    target: 'task:sync-stripe-invoices',
    createdAt: ago(number * 900),
    ...members,
  });
}

const runs = [
  run(1, {
    status: 'failed',
    reason: 'error',
    error: { message: 'HTTP 429' },
    completedAt: ago(890),
    durationMs: 9_000,
  }),
  run(2, { status: 'completed', completedAt: ago(1_790), durationMs: 8_000 }),
  run(3, { status: 'completed', completedAt: ago(2_690), durationMs: 8_000 }),
];

async function opened(seed: Partial<Seed> = {}, options: Partial<InProcessOptions> = {}) {
  const client = seededClient({ runs, schedules, ...seed });
  const console = openInProcess({ client, now: seededNow, columns: 140, rows: 40, ...options });
  await console.see('LIVE');
  await console.see('task:');
  await console.press('3');
  return Object.assign(console, { client });
}

async function putAndRead(model: ConsoleModel, schedule: Schedule) {
  putSchedule(model, schedule);
  await readSchedules(model);
}

describe('the list', () => {
  test('says which file is broken, and that of a schedule that goes on without it', async () => {
    const fault = {
      code: 'invalid_definition',
      message: 'schedule: minute: 61 is outside 0-59',
      sourcePath: 'schedules/nightly.ts',
      line: 7,
      sourceId: 'nightly',
      scheduleId,
    } as const;
    const other = { ...fault, sourcePath: 'schedules/other.ts', scheduleId: null };
    using console = await opened({ ofSchedules: { sourceFaults: [fault, other] } });
    expect(await console.see('2 broken files: schedules/nightly.ts:7')).toContain('file broken: schedules/n');
  });

  test('says when in words, how the last runs went, and what is wrong', async () => {
    using console = await opened();
    const screen = await console.see('++x');
    await console.see('Every 15 minutes');
    expect(screen).toContain('3 schedules   1 paused   2 in trouble');
    expect(screen).toContain('in 11m');
    expect(screen).toContain('failed: HTTP 429 from');
    expect(screen).toContain('STALE for 7h20');
    expect(screen).toContain('- paused      weekly-report');
  });

  test('has the facts of the one under the cursor, and says what the server does not tell', async () => {
    using console = await opened();
    const screen = await console.see('Forbid: no run starts while one goes on');
    expect(screen).toContain('8211');
    await console.press('down');
    await console.see('this server does not tell');
    await console.see('It is defined in schedules/nightly-backup.ts: change it there.');
  });

  test('is filtered by words; Esc shows all again', async () => {
    using console = await opened();
    await console.press('/');
    await console.type('nightly');
    await console.press('enter');
    const screen = await console.see('1 schedule of 3');
    expect(screen).not.toContain('every-15m');
    await console.press('escape');
    await console.see('3 schedules');
  });

  test('takes in what the stream tells of its runs', async () => {
    using console = await opened();
    await console.see('++x');
    console.client.tellRuns([run(0, { status: 'running', startedAt: ago(5), version: 2 })]);
    await console.see('++x>');
  });

  test('reads the schedules again after a run of one of them changed', async () => {
    const clock = makeFakeClock(seededNow);
    using console = await opened({}, { clock });
    await expect.poll(() => console.parts.model.store.getState().schedules.runs.size).toBe(3);
    await console.client.schedules.pause(invoices ?? schedules[0] ?? sampleSchedule());
    console.client.tellRuns([run(0, { status: 'running', startedAt: ago(5), version: 2 })]);
    clock.advance(33);
    clock.advance(5_000);
    await console.see('2 paused');
  });
});

test('a history that is looked at for days keeps its newest rows only', async () => {
  using console = await opened();
  await console.see('++x');
  await console.press('enter');
  await console.see('3 rows');
  const { model } = console.parts;
  const { history } = model.store.getState().schedules;
  const many = Array.from({ length: 2_000 }, (_, index) =>
    run(0, { id: `many-${index}`, createdAt: ago(index) }),
  );
  if (history === null) throw new Error('nothing was opened');
  patchSchedules(model, { history: { ...history, runs: { items: many, nextCursor: 'more' } } });
  applyToSchedules(model, [run(0, { id: 'newest', createdAt: ago(-1) })]);
  const items = model.store.getState().schedules.history?.runs.items;
  expect([items?.length, items?.[0]?.id]).toEqual([2_000, 'newest']);
});

describe('acting', () => {
  test('P asks first, pauses, and u makes it active again', async () => {
    using console = await opened();
    await console.see('++x');
    await console.press('P');
    const screen = await console.see('Pause the schedule “every-15m-invoices”?');
    expect(screen).toContain('Its next fire (in 11m) and those after it bring no runs.');
    await console.press('enter');
    await console.gone('Pause the schedule');
    expect(console.client.acts).toEqual([]);
    await console.press('P');
    await console.see('Pause the schedule');
    await console.press('y');
    await console.see(/- paused {2,}every-15m/);
    await console.see('make it active again');
    await console.press('u');
    await console.see(/\+ active {2,}every-15m/);
    expect(console.client.acts).toEqual([`pause ${scheduleId}`, `resume ${scheduleId}`]);
  });

  test('T starts a run of it now', async () => {
    using console = await opened();
    await console.see('++x');
    await console.press('T');
    await console.see('Start a run of “every-15m-invoices” now?');
    await console.press('y');
    await console.gone('Start a run of');
    await expect.poll(() => console.client.acts).toEqual([`trigger ${scheduleId}`]);
  });

  test('what is defined in a file is not paused here, and the key says why', async () => {
    const abilities = { schedulePolicies: 'It keeps none.' };
    using console = await opened({ capabilities: { abilities } as never });
    await console.see('++x');
    await console.press('down', 'P');
    await console.see('not now, It is defined in schedules/nightly-backup.ts');
    expect(console.client.acts).toEqual([]);
  });
});

describe('one schedule', () => {
  test('shows its runs; Enter opens one, and ^N goes along them', async () => {
    using console = await opened();
    await console.see('++x');
    await console.press('enter');
    await console.see('3 rows');
    await console.press('down', 'enter');
    const screen = await console.see('run 2 of 3');
    expect(screen).toContain('000000a2');
    await console.press('escape');
    await console.see('3 rows');
  });

  test(':sched NAME leads to it', async () => {
    using console = await opened();
    await console.see('++x');
    await console.press(':');
    await console.type('sched weekly-report');
    await console.press('enter');
    await console.see('No runs of it are known.');
    await console.see('nobody reads it in the holidays');
  });
});

test(':sched NAME reads the list first where nobody has looked at it yet', async () => {
  using console = openInProcess({ client: seededClient({ runs, schedules }), now: seededNow });
  await console.see('LIVE');
  await console.see('task:');
  console.parts.doLine('sched weekly-report');
  await console.see('nobody reads it in the holidays');
  expect(console.parts.doLine('sched weekly')).toBe('sched: there is no schedule weekly in the list');
});

test('one that was deleted elsewhere leaves the list, and says so where it is looked at', async () => {
  using console = await opened();
  await console.see('++x');
  await console.press('enter');
  await console.see('3 rows');
  const gone = { ...schedules[0], phase: 'archived', status: 'deleting' } as Schedule;
  console.client.schedules.get = async () => gone;
  await console.press('r');
  await console.see('It could not be read: the schedule “every-15m-invoices” was deleted.');
  expect(console.parts.model.store.getState().schedules.list.items).toHaveLength(2);
});

test('a schedule that is gone is told, and r asks again', async () => {
  using console = await opened();
  await console.see('++x');
  await console.press(':');
  await console.type('sched 0198c0de-0000-7000-8000-00000000f0ff');
  await console.press('enter');
  await console.see('It could not be read: There is no schedule 0198c0de-0000-7000-8000-00000000f0ff.');
  await console.see('r asks again, Esc goes back.');
  const found = { ...schedules[0], id: '0198c0de-0000-7000-8000-00000000f0ff', name: 'back-again' };
  console.client.schedules.get = async () => found as never;
  await console.press('r');
  await console.see('back-again');
});

test('an answer that is older than a pause does not undo it on the screen', async () => {
  using console = await opened();
  await console.see('++x');
  const { client } = console;
  const later = { ...schedules[0], status: 'paused', updatedAt: ago(-5) } as never;
  await putAndRead(console.parts.model, later);
  await console.see('2 paused');
  expect((await client.schedules.list()).filter(({ status }) => status === 'paused')).toHaveLength(1);
});

test('a server without schedules says so, and its keys are of no use', async () => {
  const abilities = { schedules: 'This server cannot do it yet: it comes with a later release.' };
  using console = await opened({ schedules: [], capabilities: { abilities } as never });
  await console.see('This server has no schedules: This server cannot do it yet');
  await console.press('P');
  await console.see('not now, This server cannot do it yet');
});

test('a small screen has room for why there are none', async () => {
  const abilities = { schedules: 'This server cannot do it yet: it comes with a later release.' };
  const capabilities = { abilities } as never;
  const client = seededClient({ runs, schedules: [], capabilities });
  using console = openInProcess({ client, now: seededNow, columns: 40, rows: 14 });
  await console.see('000000a1');
  await console.press('3');
  await console.see('with a later release.');
});

test('hostile text of a schedule reaches the terminal nowhere', async () => {
  const evil = '\u001b]0;x\u0007\u001b[31mred\u202Eevil';
  const members = {
    name: evil,
    target: `task:${evil}`,
    when: evil,
    timezone: evil,
    pausedReason: evil,
    status: 'paused',
  } as const;
  const hostile = schedules.map((schedule) => ({ ...schedule, ...members }));
  using console = await opened({ schedules: hostile });
  await console.see('3 paused');
  await console.press('P');
  await console.see('Resume the schedule');
  const screen = console.terminal.screen.lines().join('\n');
  expect(screen).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  expect(console.terminal.errors).toEqual([]);
});
