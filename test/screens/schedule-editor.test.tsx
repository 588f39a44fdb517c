import './console-environment.ts';
import { describe, expect, test } from 'vitest';
import { open } from '../../screens/navigate.ts';
import { UserError } from '../../src/model/errors.ts';
import type { Schedule } from '../../src/model/schedule.ts';
import { type InProcessOptions, openInProcess } from '../helpers/console-in-process.tsx';
import { sampleSchedule } from '../helpers/sample-schedule.ts';
import { type Seed, seededClient } from '../helpers/seeded-client.ts';
import { seededContexts } from '../helpers/seeded-contexts.ts';
import { seededNow, seededTargets } from '../helpers/seeded-data.ts';

const noAdditions = 'It offers the documented API only.';
/** Written by hand, with everything that a server of ours tells. */
const invoices = sampleSchedule({
  name: 'every-15m-invoices',
  target: 'task:sync-stripe-invoices',
  when: '*/15 * * * *',
  timezone: 'Europe/Stockholm',
  missedPolicy: 'skip',
  version: 12,
  updatedAt: '2026-11-19T12:00:00.000Z',
});
const fromFile = sampleSchedule({
  id: '0198c0de-0000-7000-8000-00000000f002',
  name: 'nightly-backup',
  definedIn: 'source',
  sourcePath: 'schedules/nightly-backup.ts',
});

interface Opening {
  readonly id?: string | null;
  readonly seed?: Partial<Seed>;
  readonly options?: Partial<InProcessOptions>;
}

async function opened({ id = invoices.id, seed = {}, options = {} }: Opening = {}) {
  const schedules: readonly Schedule[] = [invoices, fromFile];
  const client = seededClient({ runs: [], schedules, targets: seededTargets(), ...seed });
  const console = openInProcess({ client, now: seededNow, columns: 140, rows: 44, ...options });
  await console.see('LIVE');
  await console.press('3');
  await console.see('nightly-backup');
  open(console.parts, { screen: 'schedule-editor', scheduleId: id });
  await console.see(/> (edit|look|new)/);
  await console.see(/NEXT FIRES/);
  return Object.assign(console, { client });
}

/** Empties the focused line. */
const clear = 'ctrl-u';

describe('a time in words', () => {
  test('is understood while it is typed, and taken with Enter', async () => {
    using console = await opened();
    await console.type('every night at 2:30');
    await console.see('understood as ->  30 2 * * *   (Enter)');
    await console.press('enter');
    const screen = await console.see('365 fires in the next 365 days');
    expect(screen).toMatch(/cron +30 2 \* \* \*/);
    expect(screen).toContain('when             every night at 2:30');
    expect(screen).toContain('*/15 * * * * -> 30 2 * * *   (96 fires a day -> 1)');
    expect(screen).toContain('YOU +00:00');
  });

  test('is refused with the reason, and what is near is taken with a key', async () => {
    using console = await opened();
    await console.type('last friday of the month at 9');
    await console.see('^T ');
    await console.press('ctrl-t');
    await console.see('Take which?');
    await console.press('1');
    await console.see(/\*cron/);
    expect(await console.see('CHANGE')).toContain('last friday of the month at 9');
  });

  test('that was typed and taken does not overwrite what was written by hand after it', async () => {
    using console = await opened();
    await console.type('every night at 2:30');
    await console.press('enter', 'down', clear);
    await console.type('0 4 * * *');
    await console.press('up', 'up', 'down', 'down');
    await console.see(/cron +0 4 \* \* \*/);
  });
});

describe('a cron', () => {
  test('that is wrong says where, and what is allowed', async () => {
    using console = await opened();
    await console.press('down', 'down', clear);
    await console.type('30 25 * * *');
    await console.see('x hour: 25');
    const screen = await console.see('^^');
    expect(screen).toContain('cron             30 25');
    await console.press('ctrl-s');
    await console.see('Not saved: cron');
    expect(console.client.acts).toEqual([]);
  });

  test('is explained field by field under the cursor', async () => {
    using console = await opened();
    await console.press('down', 'down', 'home');
    await console.see('min */15: 0 15 30 45   allowed 0-59');
    await console.press('end');
    await console.see('wday *   allowed 0-7 or SUN-SAT');
  });

  test('that never fires and one with both day fields are told', async () => {
    using console = await opened();
    await console.press('down', 'down', clear);
    await console.type('0 0 13 * FRI');
    await console.see('EITHER DAY');
    await console.see('weekday alone: Fri 27 Nov 00:00');
    await console.press(clear);
    await console.type('0 0 31 2 *');
    await console.see('never fires');
  });
});

describe('beside the form', () => {
  test('g takes the safer time, and 10 times less asks to be typed', async () => {
    using console = await opened();
    await console.type('every night at 2:30');
    await console.press('enter');
    await console.see('CLOCK CHANGE  Sun 28 Mar 2027  02:30 does not exist');
    await console.see('CLOCK CHANGE  Sun 31 Oct 2027  02:30 happens twice');
    await console.press('ctrl-p', 'g');
    await console.see(/cron +30 3 \* \* \*/);
    await console.gone('CLOCK CHANGE');
    await console.press(':', 'w', 'enter');
    await console.see('it fires 96 a day -> 1: type 1 to confirm');
    await console.type('1');
    await console.press('enter');
    await console.see('WHEN');
    expect(console.client.acts).toEqual([`update ${invoices.id} {"when":"30 3 * * *"}`]);
    await console.press('u');
    await console.see('taken back');
    expect(console.client.acts.at(-1)).toBe(`update ${invoices.id} {"when":"*/15 * * * *"}`);
  });

  test('j takes the quiet minute', async () => {
    using console = await opened();
    const { schedules } = console.client;
    const preview = schedules.preview.bind(schedules);
    Object.assign(schedules, {
      preview: async (request: Parameters<typeof preview>[0]) => ({
        ...(await preview(request)),
        load: {
          minutes: [{ at: '2026-11-23T01:30:00.000Z', names: ['nightly-backup', 'embed-docs'], starts: 6 }],
          quieter: { when: '41 2 * * *', timezone: 'Europe/Stockholm', text: '02:41' },
        },
      }),
    });
    await console.type('at 2:30 every day');
    await console.press('enter');
    await console.see('nightly-backup, embed-docs, +3 = 6 starts  high');
    await console.press('ctrl-p', 'j');
    await console.see(/cron +41 2 \* \* \*/);
  });

  test('y copies the command that does the same', async () => {
    using console = await opened();
    await console.type('hourly');
    await console.press('ctrl-p');
    await console.see('COMMAND');
    await console.press('y');
    await console.see('copied the command');
    await console.see("vfjobs schedules edit every-15m-invoices --cron '0 * * * *' --if-version 12");
  });
});

describe('somebody else', () => {
  const theirs = { ...invoices, timezone: 'UTC', version: 13, updatedAt: '2026-11-22T12:03:00.000Z' };

  test('changes it meanwhile: it is shown at once, and merged without losing anything', async () => {
    using console = await opened();
    await console.type('every hour at 5 past');
    await console.press('enter');
    console.client.tellSchedules([theirs]);
    const screen = await console.see('version 13 on the server');
    expect(screen).toContain('timezone  Europe/Stockholm -> UTC; nothing of yours is touched');
    await console.press('ctrl-r');
    await console.see('merge: theirs for what I did not touch');
    await console.press('m');
    const merged = await console.see('still version 13');
    expect(merged).toMatch(/timezone +UTC/);
    expect(merged).toMatch(/cron +5 \* \* \* \*/);
  });

  test('was quicker when it is saved: theirs are shown, and nothing typed is lost', async () => {
    using console = await opened();
    await console.press('ctrl-p', 'tab');
    await console.type('every 20 minutes');
    await console.press('ctrl-s');
    await console.see('Save the schedule');
    console.client.schedules.get = async () => theirs;
    console.client.refuse(
      new UserError('conflict', 'It has changed since version 12.', { currentVersion: 13 }),
    );
    await console.press('y');
    await console.see('has changed on the server');
    await console.press('escape');
    await console.see(/cron +\*\/20 \* \* \* \*/);
    await console.see('version 13 on the server');
  });

  test('does not disturb one who has typed nothing', async () => {
    using console = await opened();
    console.client.tellSchedules([theirs]);
    const screen = await console.see(/timezone +UTC/);
    expect(screen).toContain('CONFLICT   none: still version 13');
  });
});

describe('leaving', () => {
  test('asks when something was typed, and keeps it when that is wanted', async () => {
    using console = await opened();
    await console.type('every night');
    await console.press('escape');
    await console.see('What you typed is not saved.');
    await console.press('k');
    await console.see('WHEN');
    open(console.parts, { screen: 'schedule-editor', scheduleId: invoices.id });
    await console.see('every night');
    await console.press('escape');
    await console.see('What you typed is not saved.');
    await console.press('y');
    await console.see('WHEN');
    open(console.parts, { screen: 'schedule-editor', scheduleId: invoices.id });
    await console.see('CHANGE     none yet');
  });

  test('by a root key keeps it and says so; quitting asks', async () => {
    using console = await opened();
    await console.type('every night');
    await console.press('ctrl-p', '1');
    await console.see('“every-15m-invoices” is kept');
    await console.press('ctrl-c');
    await console.see('Quit with the form open?');
  });

  test('for another context says what is lost', async () => {
    using console = await opened({ options: { contexts: seededContexts().port } });
    await console.type('every night');
    await console.press('ctrl-p', '6');
    await console.see('prod-eu');
    await console.press('down', 'enter');
    await console.see('What you typed for “every-15m-invoices” is not saved, and is lost.');
  });

  test('without a change asks nothing', async () => {
    using console = await opened();
    await console.press('escape');
    await console.see('WHEN');
    expect(console.parts.model.store.getState().scheduleEditors.size).toBe(0);
  });
});

describe('what a server can do', () => {
  test('a setting that it lacks is grey and named, and no key leads to it', async () => {
    const abilities = Object.fromEntries(
      ['schedulePolicies', 'schedulePreview', 'scheduleSlots', 'scheduleBackfill'].map((name) => [
        name,
        noAdditions,
      ]),
    );
    using console = await opened({ seed: { capabilities: { abilities: abilities as never } } });
    const screen = await console.see('- this server has no setting -');
    expect(screen).toContain('(local executor: skip / latest / all)');
    expect(screen).toContain('reckoned here, not by the server: it tells no times');
    expect(screen).toContain('settings this server lacks are shown grey');
    await console.press('down');
    await console.see('>cron');
  });

  test('a refusal stands at its line, and the text stays', async () => {
    using console = await opened();
    await console.type('every 20 minutes');
    await console.press('ctrl-s');
    await console.see('Save the schedule');
    const problems = [
      { member: 'timezone', field: null, from: null, to: null, message: 'not allowed in this project' },
    ];
    console.client.refuse(new UserError('invalid', 'Not saved', { problems }));
    await console.press('y');
    await console.see('x not allowed in this project');
    await console.see('>timezone');
    await console.see(/cron +\*\/20/);
  });

  test('one that is defined in a file is looked at only, and copied as code', async () => {
    using console = await opened({ id: fromFile.id });
    await console.see('edit in code: schedules/nightly-backup.ts');
    await console.press('tab', 'x');
    await console.see(/>when +in words/);
    await console.press('ctrl-s');
    await console.see('Not saved: It is defined in schedules/nightly-backup.ts');
    await console.press('y');
    await console.see('copied the schedule as code');
    await console.press('escape');
    await console.see('WHEN');
  });
});

test('a zone is found by its city, and a run is started as the schedule is on the server', async () => {
  using console = await opened();
  await console.press('down', 'down', 'down', clear);
  await console.type('new york');
  await console.see('^T America/New_York');
  await console.press('enter');
  await console.see(/timezone +America\/New_York/);
  await console.press('ctrl-p', 'T');
  await console.see('Start a run of “every-15m-invoices” now?');
});

test('resuming says first what it starts at once', async () => {
  const paused = { ...invoices, status: 'paused' as const, pausedReason: 'too loud' };
  const resume = { [paused.id]: () => ({ missed: 3, startsNow: ['2026-11-22T11:45:00.000Z'], next: null }) };
  using console = await opened({ seed: { schedules: [paused, fromFile], ofSchedules: { resume } } });
  for (let line = 0; line < 15; line++) await console.press('down');
  await console.see('>status');
  await console.press('left', 'ctrl-s');
  await console.see('it resumes: 1 run starts now for 3 fires that passed');
});

test('while the server cannot be reached the times are reckoned here, and what is typed stays', async () => {
  using console = await opened();
  await console.type('every night');
  console.client.link({
    kind: 'offline',
    reason: 'the line is cut',
    nextTryAt: seededNow + 9_000,
    sinceTryMs: 0,
  } as never);
  await console.see('it can’t be reached now');
  await console.type(' at 2:30');
  await console.see('understood as ->  30 2 * * *');
  await console.press('ctrl-s');
  await console.see('the server can’t be reached now');
  console.client.link({ kind: 'live' });
  await console.see('computed by the server');
  await console.see('every night at 2:30');
});

describe('a new one', () => {
  test('is created once its name, target and time are there, and taken back by u', async () => {
    using console = await opened({ id: null });
    await console.press('ctrl-s');
    await console.see('Not saved: name: a name is needed');
    await console.type('hourly-sync');
    await console.press('enter');
    await console.type('stripe');
    await console.see('^T task:sync-stripe-invoices');
    await console.press('enter');
    await console.type('every hour');
    await console.press('enter', 'ctrl-s');
    await console.see('Create the schedule “hourly-sync”?');
    await console.press('y');
    await console.see('hourly-sync');
    await console.see('u');
    expect(console.client.acts).toEqual(['create hourly-sync']);
    await console.press('u');
    await console.see('taken back');
    expect(console.client.acts.at(-1)).toMatch(/^remove /);
  });
});

test('a name and an input full of escape sequences do nothing to the terminal', async () => {
  const name = 'evil\u001b[2J\u001b]0;pwned\u0007\u202ename';
  const evil = { ...invoices, name, config: { text: '\u001b[31mred' }, note: 'a\nb\u001b[H' };
  using console = await opened({ seed: { schedules: [evil, fromFile] } });
  const screen = await console.see('evil');
  expect(screen).not.toContain('\u001b');
  for (let line = 0; line < 20; line++) await console.press('down');
  await console.see('NEXT FIRES');
});
