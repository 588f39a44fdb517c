import type { ConsoleState } from './console-state.ts';

/** How many runs have not ended, as the server counts, else among the loaded ones. */
export function activeRuns(state: ConsoleState): number {
  const { counts, list } = state.runs;
  if (counts !== null) return counts.pending + counts.running + counts.waiting;
  let active = 0;
  for (const run of list.byId.values()) if (run.completedAt === null) active++;
  return active;
}
