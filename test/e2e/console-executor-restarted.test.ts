import { expect, test } from 'vitest';
import { openStage } from '../helpers/console-stage.ts';
import { daemonOf, isGone } from '../helpers/daemon-of.ts';

test('r starts an executor that has gone, and its runs go on', async () => {
  await using stage = await openStage();
  const { console } = stage;
  const { run, attempt } = await stage.startRemote();
  await console.see(new RegExp(`> running +${run.id.slice(-8)}`));

  const { pid } = daemonOf(console.projectDir) ?? { pid: 0 };
  process.kill(pid, 'SIGKILL');
  await isGone(pid, 5000);
  await attempt.gone;
  await console.see('OFFLINE');
  console.press('r');
  await console.see('LIVE', 30_000);
  expect(daemonOf(console.projectDir)?.pid).not.toBe(pid);
  (await stage.nextAttempt()).finish('survived');
  await console.see(new RegExp(`\\+ completed +${run.id.slice(-8)}`), 30_000);
});
