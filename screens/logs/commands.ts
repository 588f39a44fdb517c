import { cursorPlace, lineMeant } from '../../src/store/line-view.ts';
import { shownLines } from '../../src/store/log-pane.ts';
import { mergedLog } from '../../src/store/read-merged.ts';
import { followLog, scrollLog } from '../../src/store/scroll-log.ts';
import { filterLog } from '../../src/store/search-log.ts';
import { logPaneCommands } from '../log-pane/commands.ts';
import { copyLines, exportLog, pipeLog, showPlain } from '../log-pane/take-out.ts';
import { pageOfWhole, scrollWhole } from '../log-pane/whole-line.ts';
import { movement } from '../movement.ts';
import { goBackOrLeave } from '../navigate.ts';
import { openRunFrom } from '../open-run.ts';
import { type ConsoleParts, type ScreenCommand, type ScreenCommands, stateOf } from '../parts.ts';
import { always } from '../screen-command.ts';
import { mergedOutlet } from './outlet.ts';

/** What the merged logs answer to. */
export const logsCommands: ScreenCommands = {
  ...movement(
    (parts) => pageOfWhole(parts, mergedLog, mergedLog.height(parts.model)),
    (parts, delta) => {
      if (!scrollWhole(parts, mergedLog, delta)) scrollLog(parts.model, mergedLog, delta);
    },
  ),
  ...logPaneCommands(mergedLog),
  bottom: always((parts) => followLog(parts.model, mergedLog)),
  back: always((parts) => {
    const { merged } = stateOf(parts);
    if (merged?.pane.isWhole === true) mergedLog.patch(parts.model, { isWhole: false });
    else goBackOrLeave(parts, 'back');
  }),
  'run-1': hideRun(0),
  'run-2': hideRun(1),
  'run-3': hideRun(2),
  'run-4': hideRun(3),
  'run-5': hideRun(4),
  'run-6': hideRun(5),
  'run-7': hideRun(6),
  'run-8': hideRun(7),
  'run-9': hideRun(8),
  'run-here': always((parts) => {
    const { merged } = stateOf(parts);
    const hidden = merged?.pane.filter.hiddenRuns ?? [];
    const run = runHere(parts);
    if (hidden.length > 0) filterLog(parts.model, mergedLog, { hiddenRuns: [] });
    else if (run !== null) filterLog(parts.model, mergedLog, { hiddenRuns: [run] });
  }),
  open: {
    disabledReason: (parts) => (runHere(parts) === null ? 'there is no line' : null),
    run(parts) {
      const runIds = stateOf(parts).merged?.runIds ?? [];
      const runId = runIds[runHere(parts) ?? -1];
      if (runId !== undefined) openRunFrom(parts, runId, { name: 'Merged logs', runIds });
    },
  },
  copy: {
    disabledReason(parts) {
      const { merged } = stateOf(parts);
      const cursor =
        merged === null ? null : cursorPlace(merged.pane.view, shownLines(merged.pane, merged.log));
      return cursor === null ? 'no line is under the cursor, k puts it on one' : null;
    },
    run: (parts) => void copyLines(parts, mergedOutlet),
  },
  export: always((parts) => exportLog(parts, mergedOutlet)),
  pipe: always((parts) => pipeLog(parts, mergedOutlet)),
  plain: always((parts) => showPlain(parts, mergedOutlet)),
};

/** The place of the run that the line under the cursor, or the newest one, is of. */
function runHere(parts: ConsoleParts): number | null {
  const { merged } = stateOf(parts);
  const line = merged === null ? null : lineMeant(merged.pane.view, shownLines(merged.pane, merged.log));
  return merged === null || line === null ? null : merged.log.runOf(line);
}

function hideRun(run: number): ScreenCommand {
  return {
    disabledReason: (parts) =>
      run < (stateOf(parts).merged?.runIds.length ?? 0) ? null : `there is no run ${run + 1} here`,
    run(parts) {
      const hidden = stateOf(parts).merged?.pane.filter.hiddenRuns ?? [];
      const hiddenRuns = hidden.includes(run) ? hidden.filter((one) => one !== run) : [...hidden, run];
      filterLog(parts.model, mergedLog, { hiddenRuns });
    },
  };
}
