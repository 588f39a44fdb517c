import { completeFilter, type KnownValues } from '../../src/store/complete-filter.ts';
import { filterRuns } from '../../src/store/filter-runs.ts';
import { rowCount, runAt } from '../../src/store/run-list.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import type { PromptRules } from '../ui-state.ts';

/** What the line after `/` takes. */
export function filterRules(parts: ConsoleParts): PromptRules {
  const known = knownValues(parts);
  return {
    sign: '/',
    placeholder: 'words  status:failed,running  -kind:eval  since:2h  error:"…"  /pattern/',
    history: 'filter',
    complete: (text) => completeFilter(text, known),
    accept: (text) => filterRuns(parts.model, text),
  };
}

/** So many rows are looked at for batches and schedules. */
const lookedAt = 1_000;

/** Names that the console has seen. */
export function knownValues(parts: ConsoleParts): KnownValues {
  const { runs, targets } = stateOf(parts);
  const batches = new Set<string>();
  const schedules = new Set<string>();
  for (let row = 0; row < Math.min(lookedAt, rowCount(runs.list)); row++) {
    const run = runAt(runs.list, row);
    if (run?.batchId != null) batches.add(run.batchId);
    if (run?.scheduleId != null) schedules.add(run.scheduleId);
  }
  return {
    target: targets.targets.map(({ target }) => target),
    batch: [...batches],
    schedule: [...schedules],
  };
}
