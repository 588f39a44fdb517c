import { describe, expect, test } from 'vitest';
import { openProject } from '../../../helpers/executor-project.ts';
import { makeFakeClock } from '../../../helpers/fake-clock.ts';
import { taskSource } from '../../../helpers/temp-project.ts';

const tasks = { hello: taskSource('return 1;') };
const open = async () => {
  const project = await openProject(tasks, { concurrency: 0, clock: makeFakeClock() });
  return Object.assign(project, { schedules: project.executor.schedules });
};
const draft = { name: 'nightly', target: 'task:hello', when: '30 2 * * *' };

describe('a preview', () => {
  test('of a draft tells its next fires and who else starts then, but not those that are paused', async () => {
    await using project = await open();
    await project.schedules.create({ ...draft, name: 'other' }, 'anna');
    await project.schedules.create({ ...draft, name: 'asleep', status: 'paused' }, 'anna');
    const told = await project.schedules.preview({ draft, count: 2 });
    expect(told).toMatchObject({
      problems: [],
      fires: ['2026-01-01T02:30:00.000Z', '2026-01-02T02:30:00.000Z'],
      firesInYear: 365,
      load: { minutes: [{ names: ['other'], starts: 2 }] },
    });
  });

  test('of a change is reckoned over the schedule, which does not clash with itself', async () => {
    await using project = await open();
    const { id } = await project.schedules.create({ ...draft, maxRuns: 2, timezone: 'Asia/Kolkata' }, 'anna');
    const told = await project.schedules.preview({ draft: { when: '0 4 * * *' }, scheduleId: id });
    expect(told.fires).toEqual(['2026-01-01T22:30:00.000Z', '2026-01-02T22:30:00.000Z']);
    expect(told.load?.minutes.every(({ starts }) => starts === 1)).toBe(true);
    const stored = await project.schedules.preview({ draft: { when: draft.when }, scheduleId: id, count: 1 });
    expect(stored).toMatchObject({ problems: [], fires: ['2026-01-01T21:00:00.000Z'] });
  });

  test('tells the times though other members are wrong, and asks for none that was not given', async () => {
    await using project = await open();
    const told = await project.schedules.preview({
      draft: { when: draft.when, target: 'task:helo', maxRuns: 0 },
    });
    expect(told.problems.map(({ member }) => member)).toEqual(['maxRuns', 'target']);
    expect((await project.schedules.preview({ draft: { when: draft.when } })).problems).toEqual([]);
    const ongoing = { kind: 'ongoing', when: 'PT1M', until: 'nobody == 1' } as const;
    expect((await project.schedules.preview({ draft: ongoing })).problems).toMatchObject([
      { member: 'until' },
    ]);
  });

  test('tells what is wrong with the time once, with the characters that are meant', async () => {
    await using project = await open();
    const told = await project.schedules.preview({ draft: { when: '0 25 * * *', timezone: 'Mars' } });
    expect(told).toMatchObject({ fires: [], neverFires: false });
    expect(told.problems).toMatchObject([
      { member: 'when', field: 'hour', from: 2, to: 4 },
      { member: 'timezone' },
    ]);
  });

  test('of a one-off that has passed says so for a new one, and nothing for the one that is stored', async () => {
    const clock = makeFakeClock();
    await using project = await openProject(tasks, { concurrency: 0, clock });
    const { schedules } = project.executor;
    const once = { ...draft, kind: 'one-off', when: '2026-01-01T01:00:00Z' } as const;
    const { id } = await schedules.create(once, 'anna');
    clock.advance(7_200_000);
    expect((await schedules.preview({ draft: once })).problems).toMatchObject([{ member: 'when' }]);
    const stored = await schedules.preview({ draft: { when: once.when }, scheduleId: id });
    expect(stored).toMatchObject({ problems: [], fires: [] });
  });
});
