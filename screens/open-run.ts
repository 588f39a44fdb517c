import { leaveTrail } from '../src/store/trails.ts';
import type { Trail } from '../src/store/trails-state.ts';
import { open } from './navigate.ts';
import type { ConsoleParts } from './parts.ts';

/**
 * Opens a run from a list other than that of the runs screen; Ctrl-N and Ctrl-P then walk along that list.
 * @param trail the rows of the list as they are now
 */
export function openRunFrom(parts: ConsoleParts, runId: string, trail: Trail): void {
  leaveTrail(parts.model.store, trail);
  open(parts, { screen: 'run', runId });
}
