import type { Client } from '../client/client.ts';
import type { Run } from '../model/run.ts';
import { learnDurations } from './baselines.ts';
import type { ConsoleModel } from './console-model.ts';
import { patchSlice } from './console-state.ts';
import { runAt } from './run-list.ts';
import type { TargetRuns } from './targets-state.ts';

/** Newest runs of a target that are read and kept. */
const keptRuns = 60;
/** What was read is good for so long (ms); changes come with the stream in between. */
const goodForMs = 60_000;
/** Runs of the list that are looked at where the server finds none by target. */
const lookedAtRuns = 5_000;

/** Reads the newest runs of a target, unless that was done a moment ago. What cannot be read stays as it was. */
export async function readTargetRuns(model: ConsoleModel, target: string): Promise<void> {
  const { store, clock } = model;
  const { connection, targets, baselines } = store.getState();
  const known = targets.runs.get(target);
  if (connection.client === null || (known !== undefined && clock.now() - known.readAt < goodForMs)) return;
  const found =
    connection.capabilities?.abilities.runFilters === true
      ? await askFor(connection.client, target)
      : ofLoaded(model, target);
  if (found === null) return;
  learnDurations(baselines, found.runs);
  put(model, target, { ...found, readAt: clock.now() });
}

/** Brings runs that the stream told into those of their targets, where these were read. */
export function applyToTargets(model: ConsoleModel, changed: readonly Run[]): void {
  for (const run of changed) {
    const known = model.store.getState().targets.runs.get(run.target);
    if (known === undefined) continue;
    const others = known.runs.filter(({ id }) => id !== run.id);
    put(model, run.target, { ...known, runs: newestFirst([run, ...others]) });
  }
}

async function askFor(client: Client, target: string): Promise<Omit<TargetRuns, 'readAt'> | null> {
  const page = await client.runs.list({ target }, { limit: keptRuns }).catch(() => null);
  return page === null ? null : { runs: newestFirst(page.items), lookedAt: null };
}

function ofLoaded({ store }: ConsoleModel, target: string): Omit<TargetRuns, 'readAt'> {
  const { list } = store.getState().runs;
  const lookedAt = Math.min(list.order.length, lookedAtRuns);
  const runs: Run[] = [];
  for (let row = 0; row < lookedAt && runs.length < keptRuns; row++) {
    const run = runAt(list, row);
    if (run?.target === target) runs.push(run);
  }
  return { runs: newestFirst(runs), lookedAt };
}

function put({ store }: ConsoleModel, target: string, runs: TargetRuns): void {
  const { targets } = store.getState();
  patchSlice(store, 'targets', { runs: new Map(targets.runs).set(target, runs) });
}

function newestFirst(runs: readonly Run[]): readonly Run[] {
  return runs.toSorted((left, right) => (left.createdAt < right.createdAt ? 1 : -1)).slice(0, keptRuns);
}
