import { expect, test } from 'vitest';
import { openStage } from '../helpers/console-stage.ts';
import { taskSource } from '../helpers/temp-project.ts';

const short = (id: string) => id.slice(-8);

test('cancel hits the run that was under the cursor, though the list moved meanwhile', async () => {
  await using stage = await openStage({ noop: taskSource('') });
  const { console } = stage;
  const wanted = await stage.startRemote({ role: 'to be cancelled' });
  const other = await stage.startRemote({ role: 'to be left alone' });
  await console.see(short(other.run.id));
  await console.select(short(wanted.run.id));

  const rowBefore = console.screen().findIndex((line) => line.includes(short(wanted.run.id)));
  for (let count = 0; count < 5; count++) await stage.start('task:noop');
  await console.see(
    (view) => view.lines().findIndex((line) => line.includes(short(wanted.run.id))) > rowBefore,
  );
  expect(console.selected()).toContain(short(wanted.run.id));

  console.press('X');
  await console.see('Cancel this run?');
  expect(console.text()).toContain(short(wanted.run.id));
  console.press('y');
  await console.see('not sent yet');
  expect(await stage.client.runs.get(wanted.run.id)).toMatchObject({ cancelRequestedAt: null });
  console.press('X');

  await console.see(new RegExp(`- cancelled +${short(wanted.run.id)}`));
  await wanted.attempt.gone;
  expect(await stage.client.runs.get(other.run.id)).toMatchObject({ status: 'running' });
  other.attempt.finish();
});

test('a cancel that is taken back is never sent', async () => {
  await using stage = await openStage();
  const { console } = stage;
  const { run, attempt } = await stage.startRemote();
  await console.select(short(run.id));
  console.press('X');
  await console.see('Cancel this run?');
  console.press('y');
  await console.see('not sent yet');
  console.press('u');
  await console.see('cancel taken back: 1 never sent.');
  attempt.finish();
  expect(await stage.watch.ended(run.id)).toMatchObject({ status: 'completed' });
});

test('the harmless answer is focused: Enter leaves the run alone', async () => {
  await using stage = await openStage();
  const { run, attempt } = await stage.startRemote();
  await stage.console.select(short(run.id));
  stage.console.press('X');
  await stage.console.see('Cancel this run?');
  stage.console.press('enter');
  await stage.console.see(new RegExp(`> running +${short(run.id)}`));
  attempt.finish();
  expect(await stage.watch.ended(run.id)).toMatchObject({ status: 'completed' });
});
