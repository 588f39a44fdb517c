import type { ConsoleModel } from './console-model.ts';
import { readAbout } from './read-about.ts';
import { readDetail } from './read-detail.ts';
import { readRuns } from './read-runs.ts';
import { readTargets } from './read-targets.ts';

/** Reads again everything that is on the screen: after missed changes, and when the user asks. */
export async function resync(model: ConsoleModel): Promise<void> {
  const { connection, detail, targets } = model.store.getState();
  await Promise.all([
    ...(connection.capabilities === null ? [readAbout(model)] : []),
    readRuns(model),
    model.counts.read(),
    ...(detail === null ? [] : [readDetail(model, detail.runId)]),
    ...(targets.phase === 'unasked' ? [] : [readTargets(model)]),
  ]);
}
