import { commandLine } from '../../src/model/command-line.ts';
import { formatDeepLink } from '../../src/model/deep-link.ts';
import type { RunFilter } from '../../src/model/run.ts';
import { choose } from '../choose.ts';
import { copyText } from '../copy-text.ts';
import { type ConsoleParts, type ScreenCommands, stateOf } from '../parts.ts';
import { linkHere } from '../place-link.ts';
import { always } from '../screen-command.ts';
import { runUnderCursor } from './cursor.ts';

/** The commands that copy: ids, and what shows the same elsewhere. */
export const copyCommands: ScreenCommands = {
  copy: always((parts) => {
    const { marks } = stateOf(parts).runs;
    const run = runUnderCursor(parts);
    if (marks.size > 0) copyText(parts, [...marks].join('\n'), `${marks.size} ids`);
    else if (run !== null) copyText(parts, run.id, run.id);
  }),
  'copy-menu': always((parts) => {
    const copies = copiesOf(parts);
    choose(
      parts,
      'Copy what?',
      copies.map(({ key, label, text }) => ({ key, label, take: () => copyText(parts, text, label) })),
    );
  }),
};

interface Copy {
  readonly key: string;
  readonly label: string;
  readonly text: string;
}

function copiesOf(parts: ConsoleParts): readonly Copy[] {
  const { connection, runs } = stateOf(parts);
  const run = runUnderCursor(parts);
  const link = linkHere(parts);
  const context = ['--context', connection.contextName];
  const words = runs.query.rest.length === 0 ? wordsFor(runs.query.filter) : null;
  const ofRun: readonly Copy[] =
    run === null
      ? []
      : [
          { key: 'i', label: 'the id', text: run.id },
          {
            key: 'c',
            label: 'the command that shows the run',
            text: commandLine(['vfjobs', 'show', run.id, ...context]),
          },
          { key: 'j', label: 'the run as JSON', text: JSON.stringify(run, null, 2) },
        ];
  return [
    ...ofRun,
    ...(link === null ? [] : [{ key: 'l', label: 'the link to this list', text: formatDeepLink(link) }]),
    ...(words === null
      ? []
      : [
          {
            key: 'r',
            label: 'the command that lists these runs',
            text: commandLine(['vfjobs', 'runs', ...words, ...context]),
          },
        ]),
  ];
}

/** What `vfjobs runs` takes for a filter; null when it does not know all of it. */
function wordsFor(filter: RunFilter): readonly string[] | null {
  const { statuses = [], target, batchId, text, ...others } = filter;
  if (Object.values(others).some((value) => value !== undefined)) return null;
  return [
    ...(statuses.length === 0 ? [] : ['--status', ...statuses]),
    ...(target === undefined ? [] : ['--target', target]),
    ...(batchId === undefined ? [] : ['--batch', batchId]),
    ...(text === undefined ? [] : ['--text', text]),
  ];
}
