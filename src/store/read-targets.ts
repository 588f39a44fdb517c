import type { ConsoleModel } from './console-model.ts';
import { patchSlice } from './console-state.ts';
import { problemOf } from './problem.ts';
import { sortTargets } from './targets-state.ts';

/** Reads the list again, and has the runs of each target asked for anew when it is looked at: some were missed. */
export async function resyncTargets(model: ConsoleModel): Promise<void> {
  const { runs } = model.store.getState().targets;
  const aged = [...runs].map(([target, known]) => [target, { ...known, readAt: 0 }] as const);
  patchSlice(model.store, 'targets', { runs: new Map(aged) });
  await readTargets(model);
}

/** Reads the list of targets; the old one stays on screen until then. */
export async function readTargets(model: ConsoleModel): Promise<void> {
  const { store } = model;
  const { connection, targets } = store.getState();
  if (connection.client === null || targets.phase === 'loading') return;
  patchSlice(store, 'targets', { phase: 'loading', problem: null });
  try {
    const listed = sortTargets(await connection.client.targets.list());
    patchSlice(store, 'targets', { phase: 'ready', targets: listed });
  } catch (thrown) {
    patchSlice(store, 'targets', { phase: 'failed', problem: problemOf(thrown) });
  }
}
