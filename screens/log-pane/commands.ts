import { type EventLevel, eventLevels } from '../../src/model/event.ts';
import { lineLevel } from '../../src/model/line-level.ts';
import { parseLogLine } from '../../src/model/log.ts';
import { nextMode, timeModes } from '../../src/model/time-mode.ts';
import { findLine } from '../../src/store/find-line.ts';
import { createFolds } from '../../src/store/fold-lines.ts';
import { type LogHost, logOf } from '../../src/store/log-host.ts';
import type { LogPane } from '../../src/store/log-pane.ts';
import { markLine, showMark } from '../../src/store/mark-line.ts';
import { followLog } from '../../src/store/scroll-log.ts';
import { filterLog, showMatch } from '../../src/store/search-log.ts';
import type { ConsoleParts, ScreenCommand, ScreenCommands } from '../parts.ts';
import { always } from '../screen-command.ts';
import { askFilter, askPattern } from './prompts.ts';

const sidewaysStep = 8;

/** What a pane of log lines answers to, whichever log it shows. */
export function logPaneCommands(host: LogHost): ScreenCommands {
  const change = (how: (pane: LogPane) => Partial<LogPane>): ScreenCommand =>
    always((parts) => {
      const log = logOf(parts.model, host);
      if (log !== null) host.patch(parts.model, how(log.pane));
    });
  return {
    follow: always((parts) => followLog(parts.model, host)),
    search: always((parts) => askPattern(parts, host)),
    'next-match': matchBy(host, 1),
    'previous-match': matchBy(host, -1),
    only: always((parts) => askFilter(parts, host)),
    levels: always((parts) => {
      const log = logOf(parts.model, host);
      if (log !== null) filterLog(parts.model, host, { level: nextLevel(log.pane.filter.level) });
    }),
    'next-error': always((parts) => findError(parts, host, 1)),
    'previous-error': always((parts) => findError(parts, host, -1)),
    'mark-line': always((parts) => markLine(parts.model, host)),
    'next-mark': always((parts) => showMark(parts.model, host)),
    'whole-line': change(({ isWhole }) => ({ isWhole: !isWhole })),
    time: change(({ time }) => ({ time: nextMode(timeModes, time) })),
    wrap: change(({ wrap }) => ({ wrap: !wrap, sideways: 0 })),
    left: change(({ sideways }) => ({ sideways: Math.max(0, sideways - sidewaysStep) })),
    right: change(({ wrap, sideways }) => (wrap ? {} : { sideways: sideways + sidewaysStep })),
    raw: change(({ raw }) => ({ raw: !raw })),
    similar: change(({ folds }) => ({ folds: folds === null ? createFolds() : null })),
  };
}

/** All, then only the more serious ones, step by step. */
export function nextLevel(level: EventLevel | null): EventLevel | null {
  const steps: readonly (EventLevel | null)[] = [null, ...eventLevels.toReversed().slice(1)];
  return steps[(steps.indexOf(level) + 1) % steps.length] ?? null;
}

function matchBy(host: LogHost, direction: 1 | -1): ScreenCommand {
  return {
    run: (parts) => showMatch(parts.model, host, direction),
    disabledReason: (parts) =>
      logOf(parts.model, host)?.pane.search === null ? 'nothing is searched for, / does' : null,
  };
}

function findError(parts: ConsoleParts, host: LogHost, direction: 1 | -1): void {
  const missing = direction === 1 ? 'No error below' : 'No error above in what is read';
  const isError = (line: string) => lineLevel(parseLogLine(line)) === 'error';
  findLine(parts.model, host, isError, direction, missing);
}
