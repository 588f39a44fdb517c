import { isTerminal } from '../../src/model/run-status.ts';
import type { ConsoleState } from '../../src/store/console-state.ts';
import { marksOf } from '../../src/store/log-marks.ts';
import { mostMerged } from '../../src/store/merge-logs.ts';
import { currentPlace } from '../../src/store/places.ts';
import { mergedLog } from '../../src/store/read-merged.ts';
import type { PaneSource } from '../../src/terminal/compositor.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import { formatCount } from '../format-time.ts';
import { createDocumentPane } from '../log-pane/document-rows.ts';
import { logHeading } from '../log-pane/heading.ts';
import { logRows } from '../log-pane/rows.ts';
import { wholeLineRows } from '../log-pane/whole-line.ts';
import { type ConsoleParts, stateOf } from '../parts.ts';
import { legendRow, tagSpan } from './look.ts';

/** The lines of all runs: whose they are, a heading, and the lines in view. */
export function mergedSource(parts: ConsoleParts): PaneSource {
  return {
    rows(width, height) {
      const state = stateOf(parts);
      const { merged } = state;
      if (merged === null) return [];
      const body = Math.max(1, height - 1);
      parts.model.heights.log = body;
      const { log, pane, runIds } = merged;
      const now = parts.model.clock.now();
      const news = { isFocused: true, logs: log.logs, isLive: isLive(state), now };
      const look = {
        marks: marksOf(state.logMarks, runIds.join(' ')),
        start: 0,
        tagOf: (run: number) => tagSpan(merged, run),
      };
      return [logHeading('LOGS', pane, log, news), ...logRows(pane, log, look, width, body)];
    },
  };
}

/** Which runs these are. */
export function runsRow(state: ConsoleState): Row {
  const place = currentPlace(state.places);
  const count = place.screen === 'logs' ? place.runIds.length : 0;
  const left = count > mostMerged ? `, the first ${mostMerged} of ${formatCount(count)}` : '';
  const runs = Math.min(count, mostMerged);
  return textRow(` Logs of ${runs} ${runs === 1 ? 'run' : 'runs'}${left}, merged by time`, 'strong');
}

/** The runs with their tags. */
export function tagsRow({ merged }: ConsoleState): Row {
  return merged === null ? textRow('') : legendRow(merged);
}

/** The line under the cursor, whole. */
export function wholeMergedSource(parts: ConsoleParts): PaneSource {
  const document = createDocumentPane();
  return {
    rows(width, height) {
      const log = mergedLog.of(stateOf(parts));
      if (log === null) return [];
      // Unless something is set out.
      parts.model.heights.textLines = 0;
      return [textRow('─'.repeat(width), 'dim'), ...wholeLineRows(parts, log, document, width, height - 1)];
    },
  };
}

function isLive({ merged, runs }: ConsoleState): boolean {
  return (merged?.runIds ?? []).some((id) => {
    const run = runs.list.byId.get(id);
    return run !== undefined && !isTerminal(run.status);
  });
}
