import { expect, test } from 'vitest';
import { createTargetCatalog } from '../../../../src/executor/targets/target-catalog.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';
import { taskSource, writeProject } from '../../../helpers/temp-project.ts';
import { plainOutcome } from './fake-pool.ts';
import { checkInvariants } from './invariants.ts';
import { openWorld } from './world.ts';

test('a heartbeat that is committed together with a claim does not take it for abandoned', async () => {
  using project = makeTempDir('properties');
  writeProject(project.path, { plain: taskSource('') });
  const targets = createTargetCatalog({ projectDir: project.path, cacheDir: `${project.path}/cache` });
  await using world = await openWorld(project.path, targets);
  const { executor, pool, clock, settle } = world;
  const { run } = await executor.createRun({ target: 'task:plain' });
  await settle();
  const next = await executor.createRun({ target: 'task:plain', dependsOn: [run.id] });
  // The end of the first, the claim of the second and the heartbeat come in one turn.
  pool.underWay[0]?.end(plainOutcome);
  clock.advance(600_000);
  await settle();
  checkInvariants(world);
  expect(executor.listAttempts(next.run.id)).toMatchObject([{ number: 1, endedAt: null }]);
});
