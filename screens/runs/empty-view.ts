import type { ConsoleState } from '../../src/store/console-state.ts';
import { type Row, textRow } from '../../src/terminal/row.ts';
import { wrapWords } from '../wrap-text.ts';

/** What stands where no run does: why, and what to do next. */
export function emptyRunsRows(state: ConsoleState, width: number, _now: number): readonly Row[] {
  const { connection, runs } = state;
  if (connection.phase === 'failed') return [];
  if (connection.phase === 'starting') return said(width, startingText(state));
  if (runs.phase === 'loading') return said(width, 'reading the runs…');
  if (runs.phase === 'failed') {
    const fix = runs.problem?.fix ?? 'r asks again.';
    return said(width, `The runs could not be read: ${runs.problem?.message ?? ''}`, fix);
  }
  if (runs.arranging) return said(width, 'looking through the runs…');
  if (runs.filterText !== '') {
    const over = runs.matchedBy === 'console' ? ` among the ${runs.list.order.length} that are loaded` : '';
    const more = runs.nextCursor === null ? '' : ' G loads the rest.';
    return said(
      width,
      `No run matches “${runs.filterText}”${over}.`,
      `Esc clears the filter, / changes it.${more}`,
    );
  }
  return said(
    width,
    'No runs yet.',
    'A run is one execution of a target: a task or workflow of your project.',
    '4 lists the targets; Enter on one starts its first run.',
  );
}

function startingText(state: ConsoleState): string {
  return state.connection.contextName === 'local'
    ? 'starting the local executor…'
    : `connecting to ${state.connection.contextName}…`;
}

function said(width: number, ...sentences: readonly string[]): readonly Row[] {
  const lines = sentences.flatMap((sentence) => wrapWords(sentence, Math.max(10, width - 4)));
  return [textRow(''), ...lines.map((line) => textRow(`  ${line}`, 'dim'))];
}
