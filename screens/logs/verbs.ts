import { messageOf } from '../../src/model/errors.ts';
import { mostMerged } from '../../src/store/merge-logs.ts';
import { currentPlace } from '../../src/store/places.ts';
import { runIdsOfBatch } from '../../src/store/read-merged.ts';
import { open } from '../navigate.ts';
import { type ConsoleParts, type PaletteVerb, stateOf } from '../parts.ts';

/** The word that merges logs: of runs by their ids, else of what is marked or shown. */
export const logsVerb: PaletteVerb = {
  name: 'logs',
  argument: '[ID ID…]',
  text: `Logs as one, by time: of the runs marked, or of this batch; ${mostMerged} at most`,
  run(parts, argument) {
    const named = argument.split(/[\s,]+/).filter((word) => word !== '');
    const runIds = named.length > 0 ? named : runsHere(parts);
    if (runIds.length > 0) {
      open(parts, { screen: 'logs', runIds });
      return null;
    }
    const place = currentPlace(stateOf(parts).places);
    if (place.screen !== 'batch') return 'mark runs with Space first, or open a batch';
    void openBatchLogs(parts, place.batchId);
    return null;
  },
};

/** The runs that are marked in the list, else the one that is shown. */
function runsHere(parts: ConsoleParts): readonly string[] {
  const { runs, places } = stateOf(parts);
  const place = currentPlace(places);
  if (place.screen === 'run') return [place.runId];
  return place.screen === 'runs' ? [...runs.marks] : [];
}

async function openBatchLogs(parts: ConsoleParts, batchId: string): Promise<void> {
  try {
    const runIds = await runIdsOfBatch(parts.model, batchId);
    if (runIds === null || currentPlace(stateOf(parts).places).screen !== 'batch') return;
    if (runIds.length === 0) say(parts, 'This batch has no runs.');
    else open(parts, { screen: 'logs', runIds });
  } catch (thrown) {
    say(parts, `The runs of the batch could not be read: ${messageOf(thrown)}`);
  }
}

function say(parts: ConsoleParts, message: string): void {
  parts.model.store.setState({ notice: { kind: 'info', message, fix: null } });
}
