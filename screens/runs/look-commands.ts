import { listTimeModes, nextMode } from '../../src/model/time-mode.ts';
import { patchSlice } from '../../src/store/console-state.ts';
import { filterRuns, sortRuns } from '../../src/store/filter-runs.ts';
import { type Grouping, groupings } from '../../src/store/run-groups.ts';
import { type SortColumn, sortBy, sortColumns } from '../../src/store/run-sort.ts';
import { choose } from '../choose.ts';
import { type ConsoleParts, type ScreenCommands, stateOf } from '../parts.ts';
import { always } from '../screen-command.ts';
import { timeOf } from './time-of.ts';

/** The commands that change which runs are shown, in which order, and how. */
export const lookCommands: ScreenCommands = {
  sort: always(chooseSort),
  group: always(chooseGrouping),
  problems: always(toggleProblems),
  time: always((parts) =>
    patchSlice(parts.model.store, 'runs', { time: nextMode(listTimeModes, timeOf(parts)) }),
  ),
  wide: always((parts) => patchSlice(parts.model.store, 'runs', { isWide: !stateOf(parts).runs.isWide })),
};

const sortChoices: Readonly<Record<SortColumn, readonly [key: string, label: string]>> = {
  created: ['c', 'created'],
  updated: ['u', 'updated'],
  duration: ['d', 'duration'],
  target: ['t', 'target'],
  status: ['s', 'status, what needs somebody first'],
  attempts: ['a', 'attempts'],
  p95: ['p', 'duration against what is long for the target'],
};

function chooseSort(parts: ConsoleParts): void {
  const { sort } = stateOf(parts).runs;
  const choices = sortColumns.map((column) => {
    const [key, label] = sortChoices[column];
    const isNow = column === sort.column;
    return {
      key,
      label: isNow ? `${label}, the other way round` : label,
      take: () => sortRuns(parts.model, sortBy(sort, column)),
    };
  });
  choose(parts, 'Sort by', choices, sortColumns.indexOf(sort.column));
}

const groupLabels: Readonly<Record<Grouping, readonly [key: string, label: string]>> = {
  failure: ['f', 'failure: what went wrong, without ids and numbers'],
  target: ['t', 'target'],
  schedule: ['s', 'schedule'],
  batch: ['b', 'batch'],
  status: ['u', 'status'],
};

function chooseGrouping(parts: ConsoleParts): void {
  const { runs } = stateOf(parts);
  const choices = groupings.map((by) => {
    const [key, label] = groupLabels[by];
    return { key, label, take: () => parts.model.arranger.group(by) };
  });
  const none = { key: 'r', label: 'not at all: the runs', take: () => parts.model.arranger.group(null) };
  const isPart = runs.nextCursor !== null;
  choose(
    parts,
    'Group by',
    runs.groups === null ? choices : [...choices, none],
    0,
    isPart ? ['Over the runs that are loaded.'] : [],
  );
}

const onlyProblems = /(^|\s+)is:problem(?=\s|$)/;

function toggleProblems(parts: ConsoleParts): void {
  const { filterText } = stateOf(parts).runs;
  const isOn = onlyProblems.test(filterText);
  const text = isOn ? filterText.replace(onlyProblems, '') : `${filterText} is:problem`;
  const problem = filterRuns(parts.model, text);
  if (problem === null) return;
  const notice = { kind: 'error', message: `${problem}.`, fix: 'Esc clears the filter.' } as const;
  parts.model.store.setState({ notice });
}
