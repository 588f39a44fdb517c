import { expect, test } from 'vitest';
import { openStage } from '../helpers/console-stage.ts';
import { daemonOf, isGone } from '../helpers/daemon-of.ts';
import { serveProject } from '../helpers/serve-program.ts';

test('the console outlives its executor, says so, and goes on when another one comes', async () => {
  await using stage = await openStage();
  const { console } = stage;
  const { run, attempt } = await stage.startRemote();
  await console.see(new RegExp(`> running +${run.id.slice(-8)}`));

  const { pid, api_url: apiUrl } = daemonOf(console.projectDir) ?? { pid: 0, api_url: '' };
  process.kill(pid, 'SIGKILL');
  await isGone(pid, 5000);
  await console.see('OFFLINE');
  expect(console.text()).toContain(run.id.slice(-8)); // The last known list stays.
  await attempt.gone; // An attempt does not outlive its executor.

  await using _executor = await serveProject(console.projectDir, console.env, new URL(apiUrl).port);
  console.press('r');
  await console.see('LIVE', 30_000);
  const again = await stage.nextAttempt();
  again.finish('survived');
  await console.see(new RegExp(`\\+ completed +${run.id.slice(-8)}`), 30_000);
});
