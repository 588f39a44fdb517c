import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type LocalExecutor, openExecutor } from '../../../../src/executor/open-executor.ts';
import { defaultSettings } from '../../../../src/executor/settings/executor-settings.ts';
import { databaseName } from '../../../../src/executor/storage/open-storage.ts';
import { openDatabase } from '../../../../src/executor/storage/sqlite.ts';
import type { TargetCatalog } from '../../../../src/executor/targets/target-catalog.ts';
import { canMove, type RunStatus } from '../../../../src/model/run-status.ts';
import { type FakeClock, makeFakeClock } from '../../../helpers/fake-clock.ts';
import { makeTempDir } from '../../../helpers/temp-dir.ts';
import { createFakePool, type FakePool, plainOutcome } from './fake-pool.ts';

/** A real executor on a real file, with time and children in the hands of the test. */
export interface World extends AsyncDisposable {
  readonly executor: LocalExecutor;
  readonly pool: FakePool;
  readonly clock: FakeClock;
  /** A connection of the test's own to the executor's file. */
  readonly db: DatabaseSync;
  /** Runs whose creation was acknowledged, in that order. */
  readonly accepted: string[];
  /** Moves that the table of allowed moves does not have. */
  readonly wrongMoves: readonly string[];
  /** Lets everything happen that waits for nothing but the event loop. */
  settle(): Promise<void>;
  /**
   * The executor is gone from one moment to the next, and another one opens what was on the disk.
   * @param finished a run whose child had written its result by then
   */
  crash(finished: string | null): Promise<void>;
  /** An orderly stop, and another executor. */
  restart(): Promise<void>;
}

/** @param prepare may do something to the file of each executor that is opened */
export async function openWorld(
  projectDir: string,
  targets: TargetCatalog,
  prepare: (db: DatabaseSync) => void = () => undefined,
): Promise<World> {
  const temp = makeTempDir('world');
  const accepted: string[] = [];
  const wrongMoves: string[] = [];
  let lives = 0;
  let life = await live(join(temp.path, 'state-0'), makeFakeClock());

  async function live(stateDir: string, clock: FakeClock) {
    const pool = createFakePool();
    const random = () => 0.5;
    const executor = await openExecutor({ projectDir, stateDir, clock, pool, targets, random, settings });
    const db = openDatabase(join(stateDir, databaseName), 1000);
    prepare(db);
    const unsubscribe = watchMoves(executor, db, wrongMoves);
    return { stateDir, clock, pool, executor, db, unsubscribe };
  }

  const settle = async () => {
    for (let turn = 0; turn < 8; turn++) await nextTurn();
    // A new attempt asks for its target, which may have to be looked up in the project's folder.
    await targets.list();
    for (let turn = 0; turn < 8; turn++) await nextTurn();
  };
  const end = async () => {
    const { executor, clock, db, unsubscribe } = life;
    unsubscribe();
    db.close();
    let isStopped = false;
    const stopped = executor.stop({ drainMs: 0 }).then(() => {
      isStopped = true;
    });
    while (!isStopped) {
      clock.advance(1);
      await nextTurn();
    }
    await stopped;
  };
  return {
    get executor() {
      return life.executor;
    },
    get pool() {
      return life.pool;
    },
    get clock() {
      return life.clock;
    },
    get db() {
      return life.db;
    },
    accepted,
    wrongMoves,
    settle,
    async crash(finished) {
      lives += 1;
      const next = join(temp.path, `state-${lives}`);
      // Between two turns no transaction is open: what is in the files now is what a crash leaves.
      cpSync(life.stateDir, next, { recursive: true, filter: (path) => !/lock|-shm$/.test(path) });
      const attempt = life.pool.underWay.find(({ spec }) => spec.runId === finished);
      if (attempt !== undefined) writeResult(next, attempt.spec.runId, attempt.spec.attempt);
      const now = life.clock.now();
      await end();
      life = await live(next, makeFakeClock(now));
      await settle();
    },
    async restart() {
      const { stateDir, clock } = life;
      await end();
      life = await live(stateDir, makeFakeClock(clock.now()));
      await settle();
    },
    async [Symbol.asyncDispose]() {
      await end();
      temp.remove();
    },
  };
}

const settings = {
  ...defaultSettings,
  limits: { ...defaultSettings.limits, concurrency: 3 },
  targets: { 'task:limited': { concurrency: 1 } },
};

/** Compares each status that is told with the one before; what nobody was told is read from the file. */
function watchMoves(executor: LocalExecutor, db: DatabaseSync, wrong: string[]): () => void {
  const rows = db.prepare('SELECT id, status FROM runs').all();
  const known = new Map(rows.map((row) => [String(row['id']), String(row['status'])]));
  return executor.subscribe((change) => {
    if (change.kind !== 'run') return;
    const { id, status } = change.run;
    const before = known.get(id);
    known.set(id, status);
    if (before !== undefined && before !== status && !canMove(before as RunStatus, status)) {
      wrong.push(`${id}: ${before} to ${status}`);
    }
  });
}

function writeResult(stateDir: string, runId: string, attempt: number): void {
  const dir = join(stateDir, 'logs', runId, String(attempt));
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'result.json'), JSON.stringify({ ...plainOutcome, output: 'before the crash' }));
}
