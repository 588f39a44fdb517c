import type { CommandId } from '../../src/keys/command-table.ts';
import { commandsOf } from '../../src/keys/match.ts';
import type { ConsoleParts, PaletteVerb } from '../parts.ts';
import { openPrompt } from '../prompt.ts';
import { scopesOf } from '../scopes-of.ts';
import { userVerbs } from '../user-commands/user-verbs.ts';
import { everywhereVerbs } from './everywhere-verbs.ts';

/** Opens the line for words such as `runs status:failed`. */
export function openPalette(parts: ConsoleParts): void {
  openPrompt(parts, {
    sign: ':',
    history: 'palette',
    placeholder: 'runs [filter]   run ID   batch ID   targets   q',
    complete: (text) => completePalette(parts, text),
    accept: (text) => runPalette(parts, text),
  });
}

/** What the text may become: a verb, a command of this screen, or what may follow a verb. */
export function completePalette(parts: ConsoleParts, text: string): readonly string[] {
  const space = text.indexOf(' ');
  const verbs = verbsOf(parts);
  if (space < 0) {
    const names = verbs.map((verb) => (verb.argument === '' ? verb.name : `${verb.name} `));
    return [...new Set([...names, ...commandsHere(parts)])].filter(
      (name) => name.startsWith(text) && name !== text,
    );
  }
  const verb = verbs.find(({ name }) => name === text.slice(0, space));
  const found = verb?.complete?.(parts, text.slice(space + 1).trimStart()) ?? [];
  return found.map((argument) => `${text.slice(0, space)} ${argument}`);
}

/**
 * Does what was typed; the start of a name stands for the first command that Tab would make of it.
 * Answers one sentence when it can't be done.
 */
export function runPalette(
  parts: ConsoleParts,
  text: string,
  verbs: readonly PaletteVerb[] = verbsOf(parts),
): string | null {
  const [typed = '', ...rest] = text.trim().split(/\s+/);
  if (typed === '') return null;
  const names = [...verbs.map((verb) => verb.name), ...commandsHere(parts)];
  const name = names.find((known) => known === typed) ?? names.find((known) => known.startsWith(typed));
  const verb = verbs.find((known) => known.name === name);
  if (verb !== undefined) return verb.run(parts, rest.join(' '));
  const command = commandsHere(parts).find((id) => id === name);
  if (command === undefined) {
    return `no command “${typed}”: ${verbs.map((known) => `:${known.name} ${known.argument}`.trim()).join('  ')}`;
  }
  parts.doCommand(command);
  return null;
}

/** Does a line that a command of the user stands for; their own words are none in it, so that none can call itself. */
export function runOwnLine(parts: ConsoleParts, text: string): string | null {
  return runPalette(parts, text, builtInVerbs(parts));
}

function verbsOf(parts: ConsoleParts): readonly PaletteVerb[] {
  return [...builtInVerbs(parts), ...userVerbs(parts)];
}

function builtInVerbs(parts: ConsoleParts): readonly PaletteVerb[] {
  return [...parts.screens.all().flatMap(({ verbs = [] }) => verbs), ...everywhereVerbs];
}

/** Commands of the table that have a meaning on this screen and a name worth typing. */
function commandsHere(parts: ConsoleParts): readonly CommandId[] {
  return scopesOf(parts)
    .filter((scope) => scope !== 'everywhere' && scope !== 'list')
    .flatMap((scope) => commandsOf(scope).map((command) => command.id));
}
