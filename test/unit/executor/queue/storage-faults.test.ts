import { describe, expect, test, vi } from 'vitest';
import { createTargetCatalog, type TargetCatalog } from '../../../../src/executor/targets/target-catalog.ts';
import { UserError } from '../../../../src/model/errors.ts';
import { openProject } from '../../../helpers/executor-project.ts';
import { makeFakeClock } from '../../../helpers/fake-clock.ts';
import { createScriptedPool } from '../../../helpers/scripted-pool.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';
import { taskSource, writeProject } from '../../../helpers/temp-project.ts';

/** Milliseconds, for a machine that is busy. */
const patience = 15_000;

/** A catalog that fails with this error when it is asked for the second time after it was armed. */
function failingCatalog(catalog: TargetCatalog, error: Error) {
  let asked = Number.NaN;
  return {
    catalog: {
      ...catalog,
      async get(name: string) {
        asked += 1;
        if (asked === 2) throw error;
        return catalog.get(name);
      },
    },
    arm() {
      asked = 0;
    },
  };
}

describe('a storage that cannot be read when an attempt is to begin', () => {
  test('costs the run time, but no retry and no loss', async () => {
    using dir = makeTempDir('targets');
    writeProject(dir.path, { hello: taskSource('return 1;') });
    const real = createTargetCatalog({ projectDir: dir.path, cacheDir: `${dir.path}/cache` });
    const { catalog, arm } = failingCatalog(real, new UserError('storage', 'The disk failed'));
    const clock = makeFakeClock();
    const pool = createScriptedPool();
    await using project = await openProject({}, { targets: catalog, clock, pool });
    // Asked for once by the creation, and once by the attempt.
    arm();
    const run = await project.create({ backoffLimit: 0 });
    const requeued = await project.until(run.id, ({ reason }) => reason === 'lost');
    expect(requeued).toMatchObject({ status: 'pending', attempt: 1, error: null });
    expect(requeued.notBefore).toBe('2026-01-01T00:00:05.000Z');
    await vi.waitUntil(() => clock.delays.includes(5000), patience);
    clock.advance(5000);
    (await pool.next()).end();
    expect(await project.ended(run.id)).toMatchObject({ status: 'completed', attempt: 2 });
  });
});
