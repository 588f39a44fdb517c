import { expect, test } from 'vitest';
import { openStage } from '../helpers/console-stage.ts';

const short = (id: string) => id.slice(-8);

test('cancel the right run while rows come and go above and below it, and while it is asked and held', async () => {
  await using stage = await openStage();
  const { console, client } = stage;
  const below = await stage.startRemote({ place: 'below' });
  const wanted = await stage.startRemote({ place: 'wanted' });
  const above = await stage.startRemote({ place: 'above' });
  console.press('/');
  console.type('status:running');
  console.press('enter');
  await console.see('3 of 3 match');
  await console.select(short(wanted.run.id));

  // The list moves under the cursor: one more above, one less above.
  const later = await stage.startRemote({ place: 'later' });
  await console.see(short(later.run.id));
  expect(console.selected()).toContain(short(wanted.run.id));
  above.attempt.finish();
  await console.gone(short(above.run.id));
  expect(console.selected()).toContain(short(wanted.run.id));

  // It moves while the question is open.
  console.press('X');
  await console.see('Cancel this run?');
  below.attempt.finish();
  await stage.watch.ended(below.run.id);
  await console.see(/2 of 4 match/);
  expect(console.text()).toContain(`Cancel this run?`);
  console.press('y');

  // It moves while the cancel is held; the cursor goes elsewhere, and nothing has been sent.
  await console.see('not sent yet');
  expect(await client.runs.get(wanted.run.id)).toMatchObject({ status: 'running', cancelRequestedAt: null });
  console.press('g');
  expect(console.selected()).not.toBe('');

  // The hold ends, and that run alone is cancelled.
  await wanted.attempt.gone;
  await console.see(new RegExp(`cancel ${short(wanted.run.id)} .*confirmed`));
  later.attempt.finish();
  await stage.watch.ended(later.run.id);
  const { items } = await client.runs.list({}, {});
  expect(items.filter(({ cancelRequestedAt }) => cancelRequestedAt !== null).map(({ id }) => id)).toEqual([
    wanted.run.id,
  ]);
  expect(await client.runs.counts({})).toMatchObject({ completed: 3, cancelled: 1 });
});
