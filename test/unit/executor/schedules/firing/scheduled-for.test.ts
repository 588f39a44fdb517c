import { expect, test } from 'vitest';
import { openProject } from '../../../../helpers/executor-project.ts';
import { taskSource } from '../../../../helpers/temp-project.ts';

const tellSlot = taskSource('return { own: ctx.env.VERYFRONT_SCHEDULED_FOR ?? null };', {
  isolation: 'shared',
});

test('a task sees the slot that its run is for, and no other run sees one', async () => {
  await using project = await openProject(
    { hello: tellSlot },
    { hostEnv: { ...process.env, VERYFRONT_SCHEDULED_FOR: 'of the host' } },
  );
  const { executor } = project;
  const when = new Date(Date.now() + 200).toISOString();
  const { promise, resolve } = Promise.withResolvers<string>();
  executor.subscribe((change) => {
    if (change.kind === 'run' && change.run.slot !== null) resolve(change.run.id);
  });
  const schedule = await executor.schedules.create(
    { name: 'once', target: 'task:hello', kind: 'one-off', when },
    'test',
  );
  const fired = await project.ended(await promise);
  expect(fired).toMatchObject({
    slot: when,
    scheduleId: schedule.id,
    status: 'completed',
    output: { own: when },
  });
  // In the same warm child.
  const plain = await project.create();
  expect((await project.ended(plain.id)).output).toEqual({ own: null });
});
