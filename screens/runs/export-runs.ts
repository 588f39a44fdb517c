import type { Run } from '../../src/model/run.ts';
import { markedRuns } from '../../src/store/mark-runs.ts';
import { rowCount, runAt } from '../../src/store/run-list.ts';
import { choose } from '../choose.ts';
import { formatCount } from '../format-time.ts';
import { askToStop, saveText } from '../outside/save-file.ts';
import { type ConsoleParts, type ScreenCommand, stateOf } from '../parts.ts';
import { csvLine } from './csv.ts';

/** Saves the runs that are marked, else those that are shown, as CSV or JSON lines. */
export const exportCommand: ScreenCommand = {
  disabledReason: (parts) => (countOf(parts) === 0 ? 'there is no run to save' : null),
  run(parts) {
    if (askToStop(parts)) return;
    const { marks, nextCursor } = stateOf(parts).runs;
    const count = formatCount(countOf(parts));
    const what = `${count} ${marks.size > 0 ? 'marked' : 'shown'} ${count === '1' ? 'run' : 'runs'}`;
    const isPart = marks.size === 0 && nextCursor !== null;
    const save = (ending: string, lines: (runs: Iterable<Run>) => Iterable<string>) =>
      saveText(parts, { name: `runs.${ending}`, title: what, lines: () => lines(chosen(parts)) });
    choose(
      parts,
      `Save ${what} as`,
      [
        { key: 'c', label: 'CSV: a line each, for a spreadsheet', take: () => save('csv', csvOf) },
        { key: 'j', label: 'JSON lines: whole records', take: () => save('jsonl', jsonOf) },
      ],
      0,
      isPart ? ['Those that are loaded; G loads the rest, A marks all.'] : [],
    );
  },
};

function countOf(parts: ConsoleParts): number {
  const { list, marks } = stateOf(parts).runs;
  return marks.size > 0 ? marks.size : rowCount(list);
}

/** As they are when the path is known, in the order of the rows. */
function* chosen(parts: ConsoleParts): Generator<Run> {
  const { list, marks } = stateOf(parts).runs;
  if (marks.size > 0) {
    yield* markedRuns(list, marks).runs;
    return;
  }
  // The list may change while a long file is written.
  const ids = Array.from({ length: rowCount(list) }, (_, row) => runAt(list, row)?.id);
  for (const id of ids) {
    const run = id === undefined ? undefined : list.byId.get(id);
    if (run !== undefined) yield run;
  }
}

const columns: readonly (readonly [name: string, value: (run: Run) => string | number | null])[] = [
  ['id', (run) => run.id],
  ['status', (run) => run.status],
  ['reason', (run) => run.reasonText ?? run.reason],
  ['target', (run) => run.target],
  ['name', (run) => run.name],
  ['kind', (run) => run.kind],
  ['trigger', (run) => run.triggerKind],
  ['batch', (run) => run.batchId],
  ['schedule', (run) => run.scheduleId],
  ['attempt', (run) => run.attempt],
  ['created_at', (run) => run.createdAt],
  ['started_at', (run) => run.startedAt],
  ['completed_at', (run) => run.completedAt],
  ['duration_ms', (run) => run.durationMs],
  ['exit_code', (run) => run.exitCode],
  ['error', (run) => run.error?.message ?? null],
];

function* csvOf(runs: Iterable<Run>): Generator<string> {
  yield csvLine(columns.map(([name]) => name));
  for (const run of runs) yield csvLine(columns.map(([, value]) => value(run)));
}

function* jsonOf(runs: Iterable<Run>): Generator<string> {
  for (const run of runs) yield JSON.stringify(run);
}
