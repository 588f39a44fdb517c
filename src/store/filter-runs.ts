import type { RunFilter } from '../model/run.ts';
import type { ConsoleModel } from './console-model.ts';
import { patchSlice } from './console-state.ts';
import { readRuns, readWhile } from './read-runs.ts';
import { parseFilter, type RunQuery } from './run-filter.ts';
import { createRunList } from './run-list.ts';
import { newestFirst, type RunSort, sortText } from './run-sort.ts';
import type { RunsState } from './runs-state.ts';

/** Where this console chooses among loaded runs it loads so many by itself; moving to the end loads the rest. */
export const maxReadOn = 20_000;
/** On a slow link. */
const maxReadOnSlow = 1_000;

/**
 * Filters the list by a text. What the server can choose it is asked for; the rest is chosen here among the runs
 * that are loaded, and more of them are read in the background.
 * @param view the saved view that the text is of
 * @returns null, or one sentence that says what is wrong with the text; then nothing changed
 */
export function filterRuns(model: ConsoleModel, text: string, view: string | null = null): string | null {
  const { store } = model;
  const parsed = parseFilter(text, model.clock.now());
  if (parsed.problem !== undefined) return parsed.problem;
  const { query } = parsed;
  const { connection, runs } = store.getState();
  const canFilter = typeof connection.capabilities?.abilities.runFilters !== 'string';
  const filter = canFilter ? query.filter : {};
  const isSame = sameFilter(filter, runs.filter) && runs.phase !== 'failed';
  const isHere = query.rest.length > 0 || filter !== query.filter;
  patchSlice(store, 'runs', {
    filterText: withoutLook(text),
    query,
    filter,
    view,
    matchedBy: isHere && !isEverything(query) ? 'console' : 'server',
    // A view looks the same whatever was shown before it.
    sort: query.sort ?? (view === null ? runs.sort : newestFirst),
    cameFrom: null,
    cursorRow: 0,
    rangeFrom: null,
    markingAll: false,
    marks: new Set(),
    ...(isSame ? {} : emptyList(runs)),
  });
  model.arranger.arrange();
  if (query.grouping !== null) model.arranger.group(query.grouping);
  if (!isSame) {
    void readRuns(model).then(() => readOn(model));
    void model.counts.read();
  } else void readOn(model);
  return null;
}

function emptyList(runs: RunsState): Partial<RunsState> {
  return {
    list: createRunList(),
    version: runs.version + 1,
    phase: 'loading',
    problem: null,
    matching: null,
    nextCursor: null,
    loadingMore: false,
  };
}

/** Orders the rows. A cursor that was moved stays with its run. */
export function sortRuns(model: ConsoleModel, sort: RunSort): void {
  patchSlice(model.store, 'runs', { sort, view: null });
  model.arranger.arrange();
}

/** Filter and order as one text, which `filterRuns` reads. */
export function lookText({ filterText, sort, groups }: RunsState): string {
  const grouping = groups === null ? '' : ` group:${groups.groups.by}`;
  return `${filterText} sort:${sortText(sort)}${grouping}`.trim();
}

/** The order has its own place in the state, and on the screen. */
function withoutLook(text: string): string {
  return text
    .trim()
    .replace(/(?:^|\s+)(?:sort|group):\S+/g, '')
    .trim();
}

/** Reads on while runs are chosen here, up to a bound: a list of 100,000 is not fetched for a word. */
async function readOn(model: ConsoleModel): Promise<void> {
  const { store } = model;
  const { filterText } = store.getState().runs;
  await readWhile(model, () => {
    const { runs, connection } = store.getState();
    const most = connection.isSlow ? maxReadOnSlow : maxReadOn;
    return runs.filterText === filterText && runs.matchedBy === 'console' && runs.list.order.length < most;
  });
}

function sameFilter(left: RunFilter, right: RunFilter): boolean {
  const text = (filter: RunFilter) => JSON.stringify(Object.entries(filter).toSorted());
  return text(left) === text(right);
}

/** True when the query asks for nothing. */
export function isEverything({ filter, rest }: RunQuery): boolean {
  return Object.keys(filter).length === 0 && rest.length === 0;
}
