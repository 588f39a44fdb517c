import { describe, expect, test } from 'vitest';
import { type ExecutorProject, openProject } from '../../../helpers/executor-project.ts';
import { createRemoteTasks } from '../../../helpers/remote-task.ts';
import { taskSource } from '../../../helpers/temp-project.ts';

/** The words on the run, on its last attempt and in its last event. */
function wordsAbout(project: ExecutorProject, id: string) {
  const { executor } = project;
  const [event] = executor.listEvents(id, { limit: 1, order: 'newest-first' });
  return {
    run: executor.getRun(id).reasonText,
    attempt: executor.listAttempts(id).at(-1)?.reasonText,
    event: event?.message,
  };
}

async function endOf(body: string, timeoutSeconds = 300) {
  await using project = await openProject({ hello: taskSource(body) });
  const { id } = await project.create({ backoffLimit: 0, timeoutSeconds });
  await project.ended(id);
  return wordsAbout(project, id);
}

describe('the reason of an end', () => {
  test.each([
    ['process.exit(7);', 'exit 7'],
    ["process.kill(process.pid, 'SIGKILL'); await new Promise(() => {});", 'killed by SIGKILL'],
  ])('stands in words on run, attempt and event: %s', async (body, words) => {
    expect(await endOf(body)).toEqual({ run: words, attempt: words, event: `Failed (${words})` });
  });

  test('names the timeout', async () => {
    const words = 'timeout after 1 s';
    expect(await endOf('for (;;);', 1)).toEqual({ run: words, attempt: words, event: `Failed (${words})` });
  });

  test('is left to the message of an error that the task threw', async () => {
    expect(await endOf("throw new Error('no such file');")).toEqual({
      run: null,
      attempt: null,
      event: 'Failed (error: no such file)',
    });
  });

  test('names who cancelled it, from the wish to the end', async () => {
    using remote = await createRemoteTasks();
    await using project = await openProject({ hello: remote.source });
    const { id } = await project.create();
    await remote.next();
    const asked = await project.executor.cancelRun(id, 'anna');
    expect(asked.run).toMatchObject({ status: 'running', reasonText: 'cancelled by anna' });
    await project.executor.cancelRun(id, 'somebody later');
    await project.ended(id);
    const words = 'cancelled by anna';
    expect(wordsAbout(project, id)).toEqual({ run: words, attempt: words, event: 'Cancelled by anna' });
  });

  test('names who cancelled a run that had not begun', async () => {
    await using project = await openProject({ hello: taskSource('return 1;') }, { concurrency: 0 });
    const { id } = await project.create();
    await project.executor.cancelRun(id, 'anna');
    expect(project.executor.getRun(id)).toMatchObject({
      status: 'cancelled',
      reasonText: 'cancelled by anna',
    });
  });

  test('tells of a lost worker on the attempt, and not on the run that goes on', async () => {
    using remote = await createRemoteTasks();
    await using project = await openProject({ hello: remote.source });
    const { id } = await project.create();
    await remote.next();
    await project.reopen();
    (await remote.next()).finish();
    expect(await project.ended(id)).toMatchObject({ status: 'completed', reasonText: null });
    expect(project.executor.listAttempts(id)).toMatchObject([
      { reasonText: 'worker lost', logFrom: expect.anything(), logTo: expect.anything() },
      { reasonText: null },
    ]);
  });
});
