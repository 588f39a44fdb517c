import { describe, expect, test } from 'vitest';
import { defaultSettings, type TargetSettings } from '../../../../src/executor/settings/executor-settings.ts';
import { openProject } from '../../../helpers/executor-project.ts';
import { createRemoteTasks } from '../../../helpers/remote-task.ts';

const settingsWith = (targets: Record<string, TargetSettings>) => ({
  settings: { ...defaultSettings, targets, limits: { ...defaultSettings.limits, concurrency: 4 } },
});

describe('the concurrency of a target', () => {
  test.each([
    ['the settings', '', { 'task:narrow': { concurrency: 1 } }],
    ['the task file', "name: 'Remote',\n  concurrency: 1", {}],
    [
      'the settings before the task file',
      "name: 'Remote',\n  concurrency: 3",
      { 'task:narrow': { concurrency: 1 } },
    ],
  ])('is heeded as %s say, and holds up no other target', async (_, member, targets) => {
    using remote = await createRemoteTasks();
    const narrow = member === '' ? remote.source : remote.source.replace("name: 'Remote'", member);
    await using project = await openProject({ narrow, wide: remote.source }, settingsWith(targets));
    const narrowRuns = [];
    for (let n = 0; n < 3; n++) {
      narrowRuns.push(await project.create({ target: 'task:narrow', config: { name: `narrow${n}` } }));
    }
    for (let n = 0; n < 2; n++) await project.create({ target: 'task:wide', config: { name: `wide${n}` } });
    const first = [await remote.next(), await remote.next(), await remote.next()];
    expect(first.map(({ config }) => config['name']).sort()).toEqual(['narrow0', 'wide0', 'wide1']);
    expect(project.executor.countRuns({})).toMatchObject({ running: 3, pending: 2 });
    for (const attempt of first) attempt.finish();
    const second = await remote.next();
    expect(second.config['name']).toBe('narrow1');
    expect(project.executor.countRuns({ target: 'task:narrow' })).toMatchObject({ running: 1, pending: 1 });
    second.finish();
    (await remote.next()).finish();
    for (const { id } of narrowRuns) expect((await project.ended(id)).status).toBe('completed');
  });

  test('of a task file is known after a restart before the first of its runs is claimed', async () => {
    using remote = await createRemoteTasks();
    const hello = remote.source.replace("name: 'Remote'", "name: 'Remote',\n  concurrency: 1");
    await using project = await openProject({ hello }, { concurrency: 0 });
    for (let n = 0; n < 3; n++) await project.create({ config: { n } });
    await project.reopen({ concurrency: 3 });
    for (let n = 0; n < 3; n++) {
      const attempt = await remote.next();
      expect(attempt.config['n']).toBe(n);
      expect(project.executor.countRuns({}).running).toBe(1);
      attempt.finish();
    }
  });
});
