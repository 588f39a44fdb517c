import { completeFilter } from '../../src/store/complete-filter.ts';
import { filterRuns } from '../../src/store/filter-runs.ts';
import { rowCount, runAt } from '../../src/store/run-list.ts';
import { forgetView, saveView, showView, viewNames } from '../../src/store/saved-views.ts';
import { choose } from '../choose.ts';
import { goTo, open } from '../navigate.ts';
import { type ConsoleParts, type PaletteVerb, stateOf } from '../parts.ts';
import { knownValues } from './filter-prompt.ts';

const completeView = (parts: ConsoleParts, typed: string) =>
  viewNames(parts.model).filter((name) => name.startsWith(typed) && name !== typed);

export const runsVerbs: readonly PaletteVerb[] = [
  {
    name: 'runs',
    argument: '[filter]',
    text: 'The runs, those that match',
    run: showRuns,
    complete: (parts, typed) => completeFilter(typed, knownValues(parts)),
  },
  { name: 'run', argument: 'ID', text: 'One run', run: showOneRun, complete: completeRun },
  {
    name: 'since',
    argument: 'TIME',
    text: 'The runs since a time: 2h, 7d, a date',
    run: showSince,
    complete: (_, typed) => ['15m', '1h', '2h', '24h', '7d'].filter((span) => span.startsWith(typed)),
  },
  {
    name: 'save',
    argument: 'NAME',
    text: 'Keep filter, order and groups of the runs as a view',
    run: (parts, name) => saveView(parts.model, name),
    complete: completeView,
  },
  {
    name: 'view',
    argument: 'NAME',
    text: 'A saved view of the runs',
    run: (parts, name) => ifRight(parts, showView(parts.model, name)),
    complete: completeView,
  },
  { name: 'views', argument: '', text: 'The saved views', run: chooseView },
  {
    name: 'unsave',
    argument: 'NAME',
    text: 'Forget a saved view',
    run: (parts, name) => forgetView(parts.model, name),
    complete: completeView,
  },
];

function showRuns(parts: ConsoleParts, filter: string): string | null {
  return ifRight(parts, filterRuns(parts.model, filter));
}

function showSince(parts: ConsoleParts, time: string): string | null {
  const { filterText } = stateOf(parts).runs;
  const others = filterText.replace(/(?:^|\s+)since:\S+/g, '');
  return ifRight(parts, filterRuns(parts.model, `${others} since:${time}`));
}

function ifRight(parts: ConsoleParts, problem: string | null): string | null {
  if (problem === null) goTo(parts, { screen: 'runs' });
  return problem;
}

/** The first of them have a digit each; the others are there for the arrows. */
function chooseView(parts: ConsoleParts): string | null {
  const { views } = parts.model.options.settings.read();
  const names = viewNames(parts.model);
  if (names.length === 0) return 'views: none is saved yet; :save NAME keeps what is shown';
  const choices = names.map((name, index) => ({
    key: index < 9 ? String(index + 1) : `-${index + 1}`,
    label: `${name}  ${views[name] ?? ''}`,
    take: () => void ifRight(parts, showView(parts.model, name)),
  }));
  choose(parts, 'Saved views', choices, 0, [':unsave NAME forgets one.']);
  return null;
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
  for (let row = 0; row < Math.min(1_000, rowCount(list)) && found.length < 4; row++) {
    const id = runAt(list, row)?.id;
    if (id !== undefined && id !== typed && (id.startsWith(typed) || id.endsWith(typed))) found.push(id);
  }
  return found;
}
