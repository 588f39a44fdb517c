import type { ConsoleModel } from './console-model.ts';
import { firstLogTime } from './first-log-time.ts';
import type { LogHost } from './log-host.ts';
import { changedPane, newLogPane } from './log-pane.ts';
import { holdMs, logsToMerge, mergeLogs, mostMerged } from './merge-logs.ts';
import { tagsOf } from './merged-state.ts';
import type { RunLog } from './run-log.ts';
import { continueSearch } from './search-log.ts';

/** The pane of the merged logs. */
export const mergedLog: LogHost = {
  of({ merged }) {
    return merged === null ? null : { pane: merged.pane, source: merged.log, name: merged.runIds.join(' ') };
  },
  patch(model, change) {
    const { merged } = model.store.getState();
    if (merged === null) return;
    const pane = changedPane(merged.pane, change);
    model.store.setState({ merged: { ...merged, pane, version: merged.version + 1 } });
  },
  height: (model) => model.heights.log,
  async readEarlier(model) {
    const { merged } = model.store.getState();
    if (merged === null) return false;
    const { log } = merged;
    // A piece of one log may lie before what the others are read back to: then the next one is read.
    for (let reads = 0; reads < 2 * mostMerged; reads++) {
      const next = log.nextToRead();
      if (next !== null && !(await model.logs.readEarlier(next))) return false;
      if (log.takeOlder()) {
        continueSearch(model, mergedLog);
        return true;
      }
      if (next === null) return false;
    }
    return false;
  },
};

/** Shows the logs of these runs as one, and follows them. */
export function showMerged(model: ConsoleModel, runIds: readonly string[]): void {
  const shown = runIds.slice(0, mostMerged);
  const { merged } = model.store.getState();
  if (merged?.runIds.join() !== shown.join()) {
    const log = mergeLogs(logsToMerge(shown));
    const pane = newLogPane(firstLogTime(model), merged?.pane);
    model.store.setState({ merged: { runIds: shown, tags: tagsOf(shown), log, pane, version: 0 } });
  }
  model.sync.follow(shown);
  readMerged(model);
}

export function closeMerged(model: ConsoleModel): void {
  model.sync.follow([]);
  model.store.setState({ merged: null });
}

/** Reads on in the merged logs, or in those of these runs. */
export function readMerged(model: ConsoleModel, runIds?: readonly string[]): void {
  for (const id of model.store.getState().merged?.runIds ?? []) {
    if (runIds === undefined || runIds.includes(id)) void model.logs.open(id);
  }
}

/** A log has got lines: they are merged; the newest of them as soon as nothing older can come. */
export function mergedGrew(model: ConsoleModel, grown: RunLog): void {
  const { merged } = model.store.getState();
  if (merged === null || !merged.log.logs.includes(grown)) return;
  const left = merged.log.takeIn(false);
  continueSearch(model, mergedLog);
  if (left === 0) return;
  const { log } = merged;
  const size = log.logs.reduce((sum, { lines }) => sum + lines.endLine, 0);
  model.clock.after(holdMs, () => {
    const isQuiet = log.logs.reduce((sum, { lines }) => sum + lines.endLine, 0) === size;
    if (model.store.getState().merged?.log !== log || !isQuiet) return;
    log.takeIn(true);
    continueSearch(model, mergedLog);
  });
}

/** The runs of a batch whose logs are merged, the newest first; null when no server answers. */
export async function runIdsOfBatch(model: ConsoleModel, batchId: string): Promise<readonly string[] | null> {
  const { client } = model.store.getState().connection;
  if (client === null) return null;
  return (await client.runs.list({ batchId }, { limit: 100 })).items.map(({ id }) => id);
}
