import { expect, test } from 'vitest';
import { openStage } from '../helpers/console-stage.ts';

const half = 'every night at half past two';

test('write a schedule in words, see what the clocks do to it, take the safer time, save, and take it back', async () => {
  await using stage = await openStage({}, { columns: 130, rows: 40, env: { TZ: 'Europe/Stockholm' } });
  const { console, client } = stage;
  console.press('3', 'n');
  await console.see('> new');
  console.type('nightly');
  console.press('enter');
  console.type('remote');
  await console.see('^T task:remote');
  console.press('enter');
  console.type(half);
  await console.see('understood as ->  30 2 * * *');
  await console.see(/CLOCK CHANGE .* 02:30 does not exist/);
  console.press('enter', 'ctrl-p');
  await console.see('[g] apply 30 3 * * *');
  console.press('g');
  await console.gone('CLOCK CHANGE');
  console.press('ctrl-s');
  await console.see('Create the schedule “nightly”?');
  console.press('y');
  await console.see(/create .*nightly .*confirmed/);
  expect(await client.schedules.list()).toMatchObject([{ when: '30 3 * * *', timezone: 'Europe/Stockholm' }]);
  console.press('u');
  await console.see('taken back');
  expect(await client.schedules.list()).toEqual([]);
});

test('edit while somebody else changes the same schedule: theirs and mine are both there in the end', async () => {
  await using stage = await openStage({}, { columns: 130, rows: 40 });
  const { console, client } = stage;
  const made = await client.schedules.create({ name: 'nightly', target: 'task:remote', when: '0 2 * * *' });
  console.press('3');
  await console.see('nightly');
  console.press('e');
  await console.see('still version 1');
  console.type(half);
  console.press('enter');
  await client.schedules.update(made, { timeoutSeconds: 600 });
  await console.see(/version 2 on the server.*timeout {2}5m -> 10m/);
  console.press('ctrl-s');
  await console.see('merge: theirs');
  console.press('m');
  await console.see('still version 2');
  console.press('ctrl-s');
  await console.see('Save the schedule “nightly”?');
  console.press('y');
  await console.see(/edit .*nightly .*confirmed/);
  expect(await client.schedules.get(made.id)).toMatchObject({
    when: '30 2 * * *',
    timeoutSeconds: 600,
    version: 3,
  });
  console.press('u');
  await console.see('taken back');
  expect(await client.schedules.get(made.id)).toMatchObject({ when: '0 2 * * *', timeoutSeconds: 600 });
});

test('leaving with unsaved text asks, and nothing is lost by staying', async () => {
  await using stage = await openStage({}, { columns: 130, rows: 40 });
  const { console, client } = stage;
  await client.schedules.create({ name: 'nightly', target: 'task:remote', when: '0 2 * * *' });
  console.press('3');
  await console.see('nightly');
  console.press('e');
  await console.see('still version 1');
  console.type(half);
  await console.see('30 2 * * *');
  console.press('escape');
  await console.see('What you typed is not saved.');
  console.press('n');
  await console.gone('What you typed is not saved.');
  expect(console.text()).toContain(half);
});
