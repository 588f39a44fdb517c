import type { JsonValue } from '../../src/lib/json.ts';
import { commandLine } from '../../src/model/command-line.ts';
import { formatDeepLink } from '../../src/model/deep-link.ts';
import type { Run } from '../../src/model/run.ts';
import { isTerminal } from '../../src/model/run-status.ts';
import { nodeAt } from '../../src/store/json-tree.ts';
import { choose } from '../choose.ts';
import { copyText } from '../copy-text.ts';
import { type ConsoleParts, type ScreenCommand, stateOf } from '../parts.ts';
import { linkHere } from '../place-link.ts';
import { treeShown } from './documents.ts';

interface Copy {
  readonly key: string;
  readonly label: string;
  /** What it is, as in “copied the link”. */
  readonly what: string;
  readonly text: string;
}

/** Asks what of the run is to be copied. */
export const copyMenu: ScreenCommand = {
  disabledReason: (parts) => (stateOf(parts).detail === null ? 'no run is shown' : null),
  run(parts) {
    const copies = copiesOf(parts);
    choose(
      parts,
      'Copy what?',
      copies.map(({ key, label, text, what }) => ({ key, label, take: () => copyText(parts, text, what) })),
      0,
      copies.filter(({ key }) => key === 'l' || key === 'c').map(({ text }) => text),
    );
  },
};

function copiesOf(parts: ConsoleParts): readonly Copy[] {
  const state = stateOf(parts);
  const { detail } = state;
  if (detail === null) return [];
  const link = linkHere(parts);
  const tree = treeShown(parts);
  const node = tree === null ? null : nodeAt(tree, tree.cursor);
  const { run, runId } = detail;
  return [
    { key: 'i', label: 'id', what: runId, text: runId },
    ...(link === null ? [] : [{ key: 'l', label: 'link', what: 'the link', text: formatDeepLink(link) }]),
    {
      key: 'c',
      label: 'command',
      what: 'the command',
      text: commandFor(state.connection.contextName, runId, run),
    },
    ...(run === null
      ? []
      : [{ key: 'j', label: 'JSON', what: 'the run as JSON', text: JSON.stringify(run, null, 2) }]),
    ...(node === null
      ? []
      : [{ key: 'v', label: 'this value', what: 'the value under the cursor', text: valueText(node.value) }]),
  ];
}

/** What on a command line does the same: a run that did not succeed is mostly looked up to be tried again. */
export function commandFor(context: string, runId: string, run: Run | null): string {
  const again = run !== null && isTerminal(run.status) && run.status !== 'completed';
  return commandLine(['vfjobs', again ? 'retry' : 'show', runId, '--context', context]);
}

function valueText(value: JsonValue): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
