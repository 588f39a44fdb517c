import type { CommandId } from '../src/keys/command-table.ts';
import { commandsOf } from '../src/keys/match.ts';
import { filterRuns } from '../src/store/read-runs.ts';
import { runAt } from '../src/store/run-list.ts';
import { goTo, open, openHelp } from './navigate.ts';
import { type ConsoleParts, stateOf } from './parts.ts';
import { refreshNow } from './refresh.ts';
import { scopesOf } from './scopes-of.ts';

/** A word of the palette, with what may follow it. */
interface PaletteVerb {
  readonly name: string;
  readonly argument: string;
  /** Does it; answers what is wrong with the argument. */
  readonly run: (parts: ConsoleParts, argument: string) => string | null;
}

const verbs: readonly PaletteVerb[] = [
  { name: 'runs', argument: '[filter]', run: showRuns },
  { name: 'run', argument: 'ID', run: showOneRun },
  { name: 'targets', argument: '', run: (parts) => done(() => goTo(parts, { screen: 'targets' })) },
  { name: 'refresh', argument: '', run: (parts) => done(() => refreshNow(parts)) },
  { name: 'help', argument: '', run: (parts) => done(() => openHelp(parts)) },
  { name: 'q', argument: '', run: (parts) => done(() => parts.leave()) },
];

/** What the text may become: a verb, or the id of a loaded run after `run`. */
export function completePalette(parts: ConsoleParts, text: string): readonly string[] {
  const space = text.indexOf(' ');
  if (space < 0) {
    const names = verbs.map((verb) => (verb.argument === '' ? verb.name : `${verb.name} `));
    return [...new Set([...names, ...commandsHere(parts)])].filter(
      (name) => name.startsWith(text) && name !== text,
    );
  }
  return text.slice(0, space) === 'run' ? completeRun(parts, text.slice(space + 1).trim()) : [];
}

/**
 * Does what was typed; the start of a name stands for the first command that Tab would make of it.
 * Answers one sentence when it can't be done.
 */
export function runPalette(parts: ConsoleParts, text: string): string | null {
  const [typed = '', ...rest] = text.trim().split(/\s+/);
  if (typed === '') return null;
  const names = [...verbs.map((verb) => verb.name), ...commandsHere(parts)];
  const name = names.find((known) => known === typed) ?? names.find((known) => known.startsWith(typed));
  const verb = verbs.find((known) => known.name === name);
  if (verb !== undefined) return verb.run(parts, rest.join(' '));
  const command = commandsHere(parts).find((id) => id === name);
  if (command !== undefined) return done(() => parts.doCommand(command));
  return `no command “${typed}”: ${verbs.map((known) => `:${known.name} ${known.argument}`.trim()).join('  ')}`;
}

function showRuns(parts: ConsoleParts, filter: string): string | null {
  const problem = filterRuns(parts.model, filter);
  if (problem === null) goTo(parts, { screen: 'runs' });
  return problem;
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

function completeRun(parts: ConsoleParts, typed: string): readonly string[] {
  const { list } = stateOf(parts).runs;
  const found: string[] = [];
  for (let row = 0; row < Math.min(1_000, list.order.length) && found.length < 4; row++) {
    const id = runAt(list, row)?.id;
    if (id !== undefined && id !== typed && (id.startsWith(typed) || id.endsWith(typed)))
      found.push(`run ${id}`);
  }
  return found;
}

/** Commands of the table that have a meaning on this screen and a name worth typing. */
function commandsHere(parts: ConsoleParts): readonly CommandId[] {
  return scopesOf(stateOf(parts))
    .filter((scope) => scope !== 'everywhere' && scope !== 'list')
    .flatMap((scope) => commandsOf(scope).map((command) => command.id));
}

function done(action: () => void): null {
  action();
  return null;
}
