import type { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { createTargetCatalog } from '../../../../src/executor/targets/target-catalog.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';
import { taskSource, writeProject } from '../../../helpers/temp-project.ts';
import { addFiles, installPackage, workflowSource } from '../../../helpers/workflow-project.ts';
import { allCommands, answer } from './commands.ts';
import { plainOutcome } from './fake-pool.ts';
import { checkInvariants } from './invariants.ts';
import { openWorld, type World } from './world.ts';

export interface LifecycleOptions {
  /** How many sequences to try. */
  readonly sequences: number;
  readonly seed: number;
  /** No new sequence is begun after that. */
  readonly limitMs: number;
  /** Does something to the file of an executor: for a planted bug. */
  readonly plant?: ((db: DatabaseSync) => void) | undefined;
}

/** Rounds of letting everything end after which a run that is still on its way never gets anywhere. */
const patience = 200;

/**
 * Tries sequences of calls, ends of attempts, crashes and times, and checks after each step what must
 * always be true; at the end every attempt is let to end and time passes until every run has ended.
 * @returns what fast-check found: `failed`, and how many sequences were tried
 */
export async function checkLifecycle(options: LifecycleOptions) {
  using project = makeTempDir('properties');
  writeProject(project.path, { plain: taskSource(''), limited: taskSource('') });
  addFiles(project.path, { 'workflows/asks.ts': workflowSource('asks', '[]') });
  installPackage(project.path);
  const targets = createTargetCatalog({ projectDir: project.path, cacheDir: `${project.path}/cache` });
  const property = fc.asyncProperty(fc.commands(allCommands, { maxCommands: 40 }), async (commands) => {
    await using world = await openWorld(project.path, targets, options.plant);
    await fc.asyncModelRun(() => ({ model: { created: 0 }, real: world }), commands);
    await letAllEnd(world);
    checkInvariants(world);
  });
  return await fc.check(property, {
    numRuns: options.sequences,
    seed: options.seed,
    interruptAfterTimeLimit: options.limitMs,
    // A planted bug is to be found, not to be made small.
    ...(options.plant === undefined ? {} : { endOnFailure: true }),
  });
}

async function letAllEnd(world: World): Promise<void> {
  const { executor, pool, clock } = world;
  for (let round = 0; executor.activeRuns() > 0; round++) {
    if (round === patience) throw new Error(`never ends: ${JSON.stringify(stuck(world))}`);
    for (const attempt of [...pool.underWay]) attempt.end(plainOutcome);
    for (const id of waitingForAnswer(world)) await answer(world, id);
    clock.advance(600_000);
    await world.settle();
  }
}

function waitingForAnswer({ db }: World): string[] {
  const sql = "SELECT id FROM runs WHERE status = 'waiting' AND waiting_reason = 'approval'";
  return db
    .prepare(sql)
    .all()
    .map((row) => String(row['id']));
}

function stuck({ db }: World) {
  const sql =
    'SELECT id, status, waiting_reason, waiting_for, attempt, not_before FROM runs WHERE completed_at IS NULL';
  return db.prepare(sql).all();
}
