import type { ConsoleState } from './console-state.ts';

/** This is asked with every change: of a long list only the newest runs are looked at. */
const lookedAt = 2_000;

/** How many runs have not ended, as the server counts, else among the newest loaded ones. */
export function activeRuns(state: ConsoleState): number {
  const { counts, list } = state.runs;
  if (counts !== null) return counts.pending + counts.running + counts.waiting;
  let active = 0;
  for (const id of list.order.slice(-lookedAt)) if (list.byId.get(id)?.completedAt === null) active++;
  return active;
}
