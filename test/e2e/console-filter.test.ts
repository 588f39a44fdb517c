import { test } from 'vitest';
import { openStage } from '../helpers/console-stage.ts';
import { taskSource } from '../helpers/temp-project.ts';

test('a filter narrows the list, counts what it found, and Esc gives everything back', async () => {
  await using stage = await openStage({
    good: taskSource(''),
    bad: taskSource("throw new Error('no luck')"),
  });
  const { console, client, watch } = stage;
  for (const target of ['task:good', 'task:good', 'task:bad']) {
    await watch.ended((await client.runs.create({ target, backoffLimit: 0 })).id);
  }
  await console.see((view) => view.text().split('task:good').length === 3);

  console.press('/');
  console.type('status:failed');
  console.press('enter');
  await console.gone('task:good');
  await console.see('task:bad');
  await console.see('1 of 3 match');

  console.press('/');
  console.press('ctrl-u');
  console.type('nothing like this');
  console.press('enter');
  await console.see('No run matches');

  console.press('escape');
  await console.see('task:good');
  await console.see('3 runs');
});
