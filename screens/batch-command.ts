import type { Run } from '../src/model/run.ts';
import { open } from './navigate.ts';
import type { ConsoleParts, ScreenCommands } from './parts.ts';

/**
 * Opens the batch of a run.
 * @param runOf the run that is meant now, null when there is none
 */
export function batchCommand(runOf: (parts: ConsoleParts) => Run | null): ScreenCommands {
  return {
    batch: {
      disabledReason: (parts) => (batchOf(runOf(parts)) === null ? 'the run belongs to no batch' : null),
      run(parts) {
        const batchId = batchOf(runOf(parts));
        if (batchId !== null) open(parts, { screen: 'batch', batchId });
      },
    },
  };
}

function batchOf(run: Run | null): string | null {
  return run?.batchId ?? null;
}
