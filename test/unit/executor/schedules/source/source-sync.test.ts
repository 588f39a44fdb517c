import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { installPackage } from '../../../../helpers/workflow-project.ts';
import { openSourced, scheduleSource } from './sourced-project.ts';

const nightly = 'schedules/nightly.ts';

describe('schedules in files', () => {
  test('are there when the executor has started, with all that their files say', async () => {
    await using sourced = await openSourced({
      [nightly]: scheduleSource(
        'nightly',
        `name: 'Nightly backup', description: 'Before the bakers come.', timezone: 'Europe/Stockholm',
        input: { full: true }, timeoutSeconds: 60, backoffLimit: 0, concurrencyPolicy: 'Replace', maxRuns: 9,
        health: { maxStalenessSeconds: 90_000 }`,
      ),
      'schedules/reports/weekly.js':
        "export const weekly = { id: 'weekly', cron: '0 6 * * mon', target: { kind: 'task', id: 'reports-weekly' } };",
      'schedules/nightly.test.ts': 'throw new Error("no schedule");',
      'schedules/notes.md': '# Notes',
    });
    expect(sourced.faults()).toEqual([]);
    expect(sourced.list()).toMatchObject([
      {
        name: 'Nightly backup',
        note: 'Before the bakers come.',
        kind: 'scheduled',
        when: '30 2 * * *',
        timezone: 'Europe/Stockholm',
        target: 'task:backup',
        config: { full: true },
        timeoutSeconds: 60,
        backoffLimit: 0,
        concurrencyPolicy: 'Replace',
        maxRuns: 9,
        maxStalenessSeconds: 90_000,
        definedIn: 'source',
        sourcePath: nightly,
        sourceTriggerId: 'nightly',
        status: 'active',
        createdBy: null,
      },
      {
        name: 'weekly',
        when: '0 6 * * mon',
        target: 'task:reports/weekly',
        sourcePath: 'schedules/reports/weekly.js',
      },
    ]);
  });

  test('may have the longest names that the contract allows for files', async () => {
    const name = 'n'.repeat(256);
    await using sourced = await openSourced({ [nightly]: scheduleSource('nightly', `name: '${name}'`) });
    expect(sourced.faults()).toEqual([]);
    expect(sourced.list()).toMatchObject([{ name }]);
  });

  test('may be made by the package, which the project need not have', async () => {
    await using sourced = await openSourced({
      [nightly]: scheduleSource('nightly', 'health: { maxStalenessSeconds: 9 }'),
    });
    expect(sourced.list()).toMatchObject([{ maxStalenessSeconds: 9 }]);
    installPackage(sourced.project.projectDir);
    sourced.write({ 'schedules/second.ts': scheduleSource('second', 'health: { maxStalenessSeconds: 8 }') });
    await sourced.until(() => sourced.list().length === 2);
    expect(sourced.list()).toMatchObject([
      { maxStalenessSeconds: 9 },
      { name: 'second', maxStalenessSeconds: 8 },
    ]);
  });

  test('follow their files, and keep what has happened', async () => {
    await using sourced = await openSourced({ [nightly]: scheduleSource('nightly') });
    const [before] = sourced.list();
    const id = before?.id ?? '';
    await sourced.project.executor.schedules.pause(id, { reason: 'holiday', until: null }, 'me');
    sourced.write({ [nightly]: scheduleSource('nightly', `timezone: 'Asia/Kolkata',`) });
    await sourced.until(() => sourced.list()[0]?.timezone === 'Asia/Kolkata');
    expect(sourced.list()).toMatchObject([{ id, status: 'paused', pausedReason: 'holiday' }]);
    const events = sourced.project.executor.schedules.listEvents(id, 0, 10);
    expect(events.map(({ type }) => type)).toEqual([
      'schedule.created',
      'schedule.paused',
      'schedule.edited',
    ]);
    expect(events.at(-1)).toMatchObject({
      message: `Changed by ${nightly}: timezone UTC → Asia/Kolkata`,
      payload: { changes: [{ member: 'timezone', from: 'UTC', to: 'Asia/Kolkata' }] },
    });
  });

  test('go on as before while their file is broken, and say so once', async () => {
    await using sourced = await openSourced({ [nightly]: scheduleSource('nightly') });
    const id = sourced.list()[0]?.id ?? '';
    sourced.write({ [nightly]: 'export default schedule({' });
    await sourced.until(() => sourced.faults().length > 0);
    expect(sourced.faults()).toEqual([expect.stringMatching(/^schedules\/nightly\.ts:1 parse_error /)]);
    expect(sourced.project.executor.schedules.sourceFaults()).toMatchObject([
      { scheduleId: id, sourceId: null },
    ]);
    expect(sourced.list()).toMatchObject([{ id, status: 'active', when: '30 2 * * *' }]);

    await sourced.project.reopen();
    expect(sourced.faults()).toHaveLength(1);
    expect(sourced.list()).toMatchObject([{ id, status: 'active', when: '30 2 * * *' }]);
    expect(sourced.events(id)).toEqual(['schedule.created', 'schedule.source-fault']);

    sourced.write({ [nightly]: scheduleSource('nightly', 'maxRuns: 3,') });
    await sourced.until(() => sourced.events(id).includes('schedule.source-mended'));
    expect(sourced.faults()).toEqual([]);
    expect(sourced.list()).toMatchObject([{ id, maxRuns: 3 }]);
  });

  test('are put away with their file, and are the same ones when it returns', async () => {
    await using sourced = await openSourced({ [nightly]: scheduleSource('nightly') });
    const id = sourced.list()[0]?.id ?? '';
    await sourced.project.executor.schedules.pause(id, { reason: 'moving', until: null }, 'me');
    sourced.remove(nightly);
    await sourced.until(() => sourced.list().length === 0);
    expect(sourced.project.executor.schedules.get(id)).toMatchObject({
      status: 'deleting',
      phase: 'archived',
    });
    sourced.write({ [nightly]: scheduleSource('nightly') });
    await sourced.until(() => sourced.list().length === 1);
    expect(sourced.list()).toMatchObject([{ id, status: 'paused', pausedReason: 'moving' }]);
  });

  test('stay the same ones when their file is moved, and are others with another id', async () => {
    await using sourced = await openSourced({ [nightly]: scheduleSource('nightly') });
    const id = sourced.list()[0]?.id ?? '';
    const moved = 'schedules/moved.ts';
    renameSync(join(sourced.project.projectDir, nightly), join(sourced.project.projectDir, moved));
    await sourced.until(() => sourced.list()[0]?.sourcePath === moved);
    expect(sourced.list()).toMatchObject([{ id }]);
    sourced.write({ [moved]: scheduleSource('every-night') });
    await sourced.until(() => sourced.list()[0]?.name === 'every-night' && sourced.list().length === 1);
    expect(sourced.list()[0]?.id).not.toBe(id);
  });

  test('are found in folders that come and go', async () => {
    await using sourced = await openSourced({});
    sourced.write({ 'schedules/team/a/nightly.ts': scheduleSource('nightly') });
    await sourced.until(() => sourced.list().length === 1);
    sourced.write({ 'schedules/team/a/second.ts': scheduleSource('second') });
    await sourced.until(() => sourced.list().length === 2);
    sourced.remove('schedules');
    await sourced.until(() => sourced.list().length === 0);
    sourced.write({ 'schedules/team/a/nightly.ts': scheduleSource('nightly') });
    await sourced.until(() => sourced.list().length === 1);
    sourced.write({ 'schedules/team/a/nightly.ts': scheduleSource('nightly', 'maxRuns: 2,') });
    await sourced.until(() => sourced.list()[0]?.maxRuns === 2);
  });

  test('that have not changed are not written again', async () => {
    await using sourced = await openSourced({ [nightly]: scheduleSource('nightly') });
    const before = sourced.list();
    sourced.write({ [nightly]: `// Said with other blanks.\n${scheduleSource('nightly')}` });
    await sourced.project.reopen();
    expect(sourced.list()).toEqual(before);
    // What is wrong with the target of one that is in force keeps nobody from starting.
    sourced.remove('tasks/backup.ts');
    await sourced.project.reopen();
    expect(sourced.faults()).toEqual([]);
    expect(sourced.list()).toEqual(before);
  });

  test('are changed in their files alone', async () => {
    await using sourced = await openSourced({ [nightly]: scheduleSource('nightly') });
    const { schedules } = sourced.project.executor;
    const refusal = { kind: 'conflict', message: expect.stringContaining(nightly) };
    await expect(schedules.update('nightly', { when: '0 0 * * *' }, 'me', null)).rejects.toMatchObject(
      refusal,
    );
    await expect(schedules.remove('nightly', 'me')).rejects.toMatchObject(refusal);
    await expect(schedules.cancel('nightly', 'me')).rejects.toMatchObject(refusal);
    const { run } = await schedules.trigger('nightly', { key: null, name: null }, 'me');
    expect(run).toMatchObject({ target: 'task:backup', triggerKind: 'manual' });
  });

  test('are read by one child, two hundred of them', async () => {
    const source = (index: number) =>
      `import { appendFileSync } from 'node:fs'; appendFileSync('pids', process.pid + '\\n');
      ${scheduleSource(`many-${index}`)}`;
    const files = Array.from({ length: 200 }, (_, index) => [`schedules/many-${index}.ts`, source(index)]);
    await using sourced = await openSourced(Object.fromEntries(files));
    await sourced.until(() => sourced.list().length === 200);
    expect(sourced.faults()).toEqual([]);
    const { readFileSync } = await import('node:fs');
    const pids = readFileSync(join(sourced.project.projectDir, 'pids'), 'utf8').trim().split('\n');
    expect(pids).toHaveLength(200);
    expect(new Set(pids).size).toBe(1);
  });

  test('that never end loading hold up neither the start nor the stop', async () => {
    await using sourced = await openSourced({ [nightly]: 'for (;;);' });
    expect(sourced.list()).toEqual([]);
    const startedAt = performance.now();
    await sourced.project.executor.stop({ drainMs: 0 });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
