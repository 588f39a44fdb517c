import { expect, test } from 'vitest';
import { openStage } from '../helpers/console-stage.ts';

test('retry makes a new run of a failed one and keeps the failed one as it was', async () => {
  await using stage = await openStage();
  const { console } = stage;
  const run = await stage.client.runs.create({ target: 'task:remote', config: { page: 7 }, backoffLimit: 0 });
  const attempt = await stage.nextAttempt();
  attempt.fail('the upstream said 429');
  await console.see(new RegExp(`x failed +${run.id.slice(-8)}.*the upstream said 429`));

  await console.select(run.id.slice(-8));
  console.press('R');
  await console.see('Retry this run?');
  console.press('y');

  const again = await stage.nextAttempt();
  expect(again.config).toEqual({ page: 7 });
  again.finish({ pages: 1 });
  await console.see(/\+ completed .*task:remote/);

  const { items } = await stage.client.runs.list({}, {});
  expect(items.map(({ status, retryOf }) => ({ status, retryOf }))).toEqual([
    { status: 'completed', retryOf: run.id },
    { status: 'failed', retryOf: null },
  ]);
});
