import { cpSync, watch } from 'node:fs';
import { join } from 'node:path';
import { databaseName } from '../../../src/executor/storage/open-storage.ts';
import { openDatabase } from '../../../src/executor/storage/sqlite.ts';
import { startExecutor } from '../storm/executor-process.ts';
import { overlaps, readLedger } from '../storm/ledger.ts';
import type { Storm } from '../storm/open-storm.ts';

/**
 * Takes away everything that keeps two attempts of a run apart, and counts the runs of which two are there
 * at once. The executor is made to stand still, so that its children live on (their watchdogs see their
 * parent); a second one is started on a copy of its state (so the lock of the first does not stop it) from
 * which the process ids are erased (so it finds nobody to end). What the storms call "no overlap" is
 * worth something only if it sees them here.
 */
export async function overlapsWhenBlind(storm: Storm, wanted: number): Promise<number> {
  const count = (claim: () => number) => ledgerShows(storm.projectDir, () => claim() >= wanted);
  await count(() => started(storm.projectDir));
  storm.executor.signal('SIGSTOP');
  const copy = `${storm.stateDir}-copy`;
  cpSync(storm.stateDir, copy, { recursive: true, filter: (path) => !path.endsWith('.sock') });
  erasePids(copy);
  const second = startExecutor({
    projectDir: storm.projectDir,
    stateDir: copy,
    concurrency: storm.plan.length,
    serve: false,
    clockOffsetMs: 0,
  });
  try {
    await second.open;
    await count(() => overlaps(readLedger(storm.projectDir)).length);
    return overlaps(readLedger(storm.projectDir)).length;
  } finally {
    second.signal('SIGKILL');
    await second.exited;
  }
}

function started(projectDir: string): number {
  return readLedger(projectDir).filter(({ mark }) => mark === 'start').length;
}

function erasePids(stateDir: string): void {
  const db = openDatabase(join(stateDir, databaseName), 1000);
  db.exec('UPDATE attempts SET pid = NULL, pid_start = NULL');
  db.close();
}

/** Resolves when what the tasks wrote down makes the claim true. */
function ledgerShows(projectDir: string, claim: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!claim()) return;
      watcher.close();
      resolve();
    };
    const watcher = watch(projectDir, check);
    check();
  });
}
