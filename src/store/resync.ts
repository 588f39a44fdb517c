import type { Run } from '../model/run.ts';
import { compareAgain } from './comparing/read-comparison.ts';
import type { ConsoleModel } from './console-model.ts';
import { readAbout } from './read-about.ts';
import { resyncBatch } from './read-batch.ts';
import { readBatches } from './read-batches.ts';
import { readChildren } from './read-children.ts';
import { readDetail } from './read-detail.ts';
import { glanceAtFailures, readFailures } from './read-failures.ts';
import { readMerged } from './read-merged.ts';
import { readRuns } from './read-runs.ts';
import { resyncSchedules } from './read-schedules.ts';
import { resyncTargets } from './read-targets.ts';

/** Reads again everything that is on the screen: after missed changes, and when the user asks. */
export async function resync(model: ConsoleModel): Promise<void> {
  const { connection, detail, targets, batches, failures } = model.store.getState();
  readMerged(model);
  await Promise.all([
    ...(connection.capabilities === null ? [readAbout(model)] : []),
    readRuns(model),
    model.counts.read(),
    compareAgain(model),
    ...(detail?.tab === 'children' ? [readChildren(model)] : []),
    ...(detail === null ? [] : [readDetail(model, detail.runId)]),
    ...(targets.phase === 'unasked' ? [] : [resyncTargets(model)]),
    resyncSchedules(model),
    ...(detail?.run == null ? [] : [lookAgain(model, detail.run)]),
    ...(batches.list.phase === 'unasked' ? [] : [readBatches(model)]),
    resyncBatch(model),
    ...(failures.phase === 'unasked'
      ? []
      : [failures.isGlance ? glanceAtFailures(model) : readFailures(model)]),
  ]);
}

/** Why the run is where it is, asked again: nothing tells that an executor came or went. */
async function lookAgain(model: ConsoleModel, run: Run): Promise<void> {
  const { readWhy } = await import('./read-why.ts');
  await readWhy(model, run);
}
