import { test } from 'vitest';
import { openStage } from '../helpers/console-stage.ts';

test('a log follows its end, lets go when scrolled, finds a line and follows again', async () => {
  await using stage = await openStage();
  const { console } = stage;
  const { attempt } = await stage.startRemote();
  await console.see(/> running +[\da-f]{8}/);
  console.press('enter');

  attempt.print(numbered(1, 100));
  await console.see('line 100 of the log');
  attempt.print(numbered(101, 102));
  await console.see('line 102 of the log');

  console.press('page-up');
  await console.gone('line 102 of the log');
  attempt.print(numbered(103, 105));
  await console.see(/\b3 new/);

  console.press('/');
  console.type('line 7 of');
  console.press('enter');
  await console.see('line 7 of the log');
  await console.see(/1 of 1|1\/1/);

  console.press('F');
  await console.see('line 105 of the log');
  attempt.print('the last one\n', 'stderr');
  await console.see('the last one');
  attempt.finish();
  await console.see('+ completed  task:remote');
});

function numbered(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index} of the log\n`).join('');
}
