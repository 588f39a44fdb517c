import { filterRuns } from '../../src/store/read-runs.ts';
import { runAt } from '../../src/store/run-list.ts';
import { goTo, open } from '../navigate.ts';
import { type ConsoleParts, type PaletteVerb, stateOf } from '../parts.ts';

export const runsVerbs: readonly PaletteVerb[] = [
  { name: 'runs', argument: '[filter]', text: 'The runs, those that match', run: showRuns },
  { name: 'run', argument: 'ID', text: 'One run', run: showOneRun, complete: completeRun },
];

function showRuns(parts: ConsoleParts, filter: string): string | null {
  const problem = filterRuns(parts.model, filter);
  if (problem === null) goTo(parts, { screen: 'runs' });
  return problem;
}

/** Takes an id, or an end of one as the list shows it; anything else is for the server to find. */
function showOneRun(parts: ConsoleParts, id: string): string | null {
  if (id === '') return 'run: which one? Type an id, or the part of it that the list shows.';
  const { order } = stateOf(parts).runs.list;
  const known = order.filter((other) => other.startsWith(id) || other.endsWith(id));
  if (known.length > 1) return `run: ${known.length} runs are called ${id}…, type more of it`;
  open(parts, { screen: 'run', runId: known[0] ?? id });
  return null;
}

/** Ids of loaded runs; only the newest thousand are looked at, as this is asked with every key. */
function completeRun(parts: ConsoleParts, typed: string): readonly string[] {
  const { list } = stateOf(parts).runs;
  const found: string[] = [];
  for (let row = 0; row < Math.min(1_000, list.order.length) && found.length < 4; row++) {
    const id = runAt(list, row)?.id;
    if (id !== undefined && id !== typed && (id.startsWith(typed) || id.endsWith(typed))) found.push(id);
  }
  return found;
}
