import './console-environment.ts';
import { describe, expect, test } from 'vitest';
import { goTo, open } from '../../screens/navigate.ts';
import { previewTimes } from '../../src/cron/preview-times.ts';
import { UserError } from '../../src/model/errors.ts';
import type { Schedule, ScheduleDraft } from '../../src/model/schedule.ts';
import type { PreviewRequest, TimesPreview } from '../../src/model/schedule-preview.ts';
import { resync } from '../../src/store/resync.ts';
import { focusedOn } from '../../src/store/schedule-editor/editor-state.ts';
import { changeEditor } from '../../src/store/schedule-editor/open-editor.ts';
import { type InProcessOptions, openInProcess } from '../helpers/console-in-process.tsx';
import { makeFakeClock } from '../helpers/fake-clock.ts';
import { sampleSchedule } from '../helpers/sample-schedule.ts';
import { type Seed, seededClient } from '../helpers/seeded-client.ts';
import { seededNow, seededTargets } from '../helpers/seeded-data.ts';

const nightly = sampleSchedule({
  name: 'nightly',
  target: 'task:embed-docs',
  when: '30 2 * * *',
  timezone: 'Europe/Stockholm',
  version: 4,
});
const drain = {
  ...nightly,
  name: 'drain',
  kind: 'ongoing' as const,
  when: 'PT30S',
  until: 'output.left == 0',
};

/** Each preview of the server after `change`. */
async function opened(
  base: Schedule,
  change: (times: TimesPreview, request: PreviewRequest) => TimesPreview | Promise<TimesPreview> = (times) =>
    times,
  options: Partial<InProcessOptions> = {},
  seed: Partial<Seed> = {},
) {
  const client = seededClient({ runs: [], schedules: [base], targets: seededTargets(), ...seed });
  const { schedules } = client;
  const preview = schedules.preview.bind(schedules);
  Object.assign(schedules, {
    preview: async (request: PreviewRequest) => change(await preview(request), request),
  });
  const console = openInProcess({ client, now: seededNow, columns: 140, rows: 44, ...options });
  await console.see('LIVE');
  await console.press('3');
  await console.see('LAST RUNS');
  open(console.parts, { screen: 'schedule-editor', scheduleId: base.id });
  await console.see(/> (edit|look)/);
  await console.see(/computed by the server|reckoned here/);
  return Object.assign(console, { client });
}

test('what the server says of a condition stands at its line while it is typed', async () => {
  using console = await opened(drain, (times, { draft }) =>
    draft.until === 'output.left ==='
      ? {
          ...times,
          problems: [{ member: 'until', field: null, from: null, to: null, message: 'ends too early' }],
        }
      : times,
  );
  changeEditor(console.parts.model, drain.id, (editor) => focusedOn(editor, 'until'));
  await console.press('ctrl-u');
  await console.type('output.left ===');
  await console.see(/until +output\.left === *│/);
  await console.see('x until: ends too early');
  await console.press('ctrl-s');
  await console.see('Not saved: until: ends too early');
  expect(console.client.acts).toEqual([]);
});

test('a safer time for another rule than the one that is typed is not taken', async () => {
  let isHeld = false;
  using console = await opened(nightly, (times) => (isHeld ? new Promise<TimesPreview>(() => {}) : times));
  await console.see('[g] apply 30 3 * * *');
  isHeld = true;
  await console.type('every day at 2:45');
  await console.press('enter', 'ctrl-p', 'g');
  await console.see('no safer time is offered');
  expect(await console.see(/cron +45 2 \* \* \*/)).not.toContain('30 3 * * * ');
});

test('times that have passed are asked for anew, though nobody types', async () => {
  const clock = makeFakeClock(seededNow);
  const asked: number[] = [];
  using console = await opened(
    nightly,
    (_, { draft }) => {
      asked.push(clock.now());
      const rule = { kind: 'scheduled' as const, when: draft.when, timezone: 'UTC' };
      return previewTimes({ ...rule, from: clock.now(), count: 5 });
    },
    { clock },
  );
  clock.advance(1);
  await console.see('1  Mon 23 Nov 03:30');
  const before = asked.length;
  clock.advance(86_400_000);
  clock.advance(1);
  await console.see('1  Tue 24 Nov 03:30');
  expect(asked.length).toBe(before + 1);
});

test('that it was deleted meanwhile is told, and what was typed stays', async () => {
  using console = await opened(nightly);
  await console.type('every day at 4:45');
  await console.press('enter');
  const gone = { ...nightly, status: 'deleting' as const, phase: 'archived' as const };
  console.client.tellSchedules([gone]);
  await console.see('CONFLICT   it was deleted on the server');
  await console.see(/cron +45 4 \* \* \*/);
});

describe('a new one', () => {
  test('that fires once is run late rather than never, unless that was chosen', async () => {
    using console = await opened(nightly);
    open(console.parts, { screen: 'schedule-editor', scheduleId: null });
    await console.see('> new');
    await console.see(/\(\*\) skip/);
    await console.press('enter', 'enter');
    await console.type('tomorrow at 9');
    await console.press('enter');
    await console.see(/\(\*\) latest/);
    changeEditor(console.parts.model, null, (editor) => focusedOn(editor, 'missed'));
    await console.press('right');
    await console.see(/\(\*\) all/);
    changeEditor(console.parts.model, null, (editor) => focusedOn(editor, 'kind'));
    await console.press('left');
    await console.see(/\(\*\) cron/);
    await console.see(/\(\*\) all/);
  });
});

describe('a change of somebody else', () => {
  const theirs = { ...nightly, timeoutSeconds: 600, version: 5, updatedAt: '2026-11-22T12:03:00.000Z' };

  test('is heard below the help', async () => {
    using console = await opened(nightly);
    await console.press('ctrl-p', '?');
    await console.see('BESIDE THE EDITOR');
    console.client.tellSchedules([theirs]);
    await console.press('escape');
    await console.see('still version 5');
  });

  test('is found after a gap by an editor that was opened from no list', async () => {
    using console = await opened(nightly);
    goTo(console.parts, { screen: 'runs' });
    open(console.parts, { screen: 'schedule-editor', scheduleId: nightly.id });
    await console.see('still version 4');
    Object.assign(console.client.schedules, { list: async () => [theirs] });
    await resync(console.parts.model);
    await console.see('still version 5');
  });
});

describe('a server with the older generation only', () => {
  const lacks = 'It offers the documented API only.';
  const names = ['schedulePolicies', 'schedulePreview', 'scheduleSlots', 'scheduleBackfill', 'scheduleEdit'];
  const abilities = Object.fromEntries(names.map((name) => [name, lacks])) as never;

  test('shows what it told and lets nobody change', async () => {
    using console = await opened(
      { ...nightly, generation: 'cron-jobs' },
      undefined,
      {},
      { capabilities: { abilities } },
    );
    const screen = await console.see('> edit');
    expect(screen).toMatch(/target +task:embed-docs {3}- fixed here -/);
    expect(screen).toMatch(/waits for +- this server has no setting -/);
  });

  test('that changes nothing at all offers no pausing', async () => {
    using console = await opened(nightly, undefined, {}, { capabilities: { abilities } });
    const screen = await console.see('READ-ONLY');
    expect(screen).toContain('T starts a run; its history is in the list');
  });
});

test('the command of one with a hostile name calls it by its id', async () => {
  using console = await opened({ ...nightly, name: 'evil\u001b[2Jname' });
  await console.type('hourly');
  await console.press('enter');
  await console.see(`vfjobs schedules edit ${nightly.id} --cron`);
});

describe('a lost answer', () => {
  const lost = new UserError('network', 'the line is cut');

  test('of a create is looked up: the schedule is there, once', async () => {
    using console = await opened(nightly);
    const { schedules } = console.client;
    const create = schedules.create.bind(schedules);
    Object.assign(schedules, {
      create: async (draft: ScheduleDraft) => {
        await create(draft);
        throw lost;
      },
    });
    open(console.parts, { screen: 'schedule-editor', scheduleId: null });
    await console.see('> new');
    await console.type('hourly');
    await console.press('enter');
    await console.type('task:embed-docs');
    await console.press('enter');
    await console.type('every hour');
    await console.press('enter', 'ctrl-s');
    await console.see('Create the schedule “hourly”?');
    await console.press('y');
    await console.see(/create hourly .*confirmed/);
    expect((await schedules.list()).map(({ name }) => name)).toEqual(['nightly', 'hourly']);
  });

  test('of an edit lets nothing be typed that would be lost', async () => {
    using console = await opened(nightly);
    const { schedules } = console.client;
    const get = schedules.get.bind(schedules);
    let isCut = true;
    Object.assign(schedules, {
      get: async (id: string) => {
        if (isCut) throw lost;
        return { ...(await get(id)), when: '45 4 * * *', version: 5 };
      },
      update: async () => {
        throw lost;
      },
    });
    await console.type('every day at 4:45');
    await console.press('enter', 'ctrl-s');
    await console.see('Save the schedule');
    await console.press('y');
    await console.see('unknown: no reply');
    await console.type('x');
    await console.see('It is being saved');
    isCut = false;
    await console.see('WHEN');
  });
});
