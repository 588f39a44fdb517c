import type { Run } from '../src/model/run.ts';
import { filterRuns } from '../src/store/filter-runs.ts';
import { goTo, open } from './navigate.ts';
import { type ConsoleParts, type ScreenCommands, stateOf } from './parts.ts';

/**
 * Goes to the batch of a run; the list of runs, filtered by it, while there is no screen for it.
 * @param runOf the run that is meant now, null when there is none
 */
export function batchCommand(runOf: (parts: ConsoleParts) => Run | null): ScreenCommands {
  return {
    batch: {
      disabledReason: (parts) => (batchOf(runOf(parts)) === null ? 'the run belongs to no batch' : null),
      run(parts) {
        const batchId = batchOf(runOf(parts));
        if (batchId === null) return;
        if (parts.screens.of('batch') !== null) {
          open(parts, { screen: 'batch', batchId });
          return;
        }
        if (stateOf(parts).runs.filter.batchId !== batchId) filterRuns(parts.model, `batch:${batchId}`);
        goTo(parts, { screen: 'runs' });
      },
    },
  };
}

function batchOf(run: Run | null): string | null {
  return run?.batchId ?? null;
}
