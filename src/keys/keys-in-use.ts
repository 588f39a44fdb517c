import type { ConsoleSettings, UserCommand } from '../model/console-settings.ts';
import { type Command, type KeyOverrides, type Scope, scopes } from './command.ts';
import { type CommandRow, commandTable } from './command-table.ts';
import { fixedKeys, typingScopes, whyForbidden } from './forbidden-key.ts';
import { readKey } from './key-text.ts';
import { commandsOf, keysOf } from './match.ts';
import { keyPresets } from './presets.ts';

export type KeyChoice = Pick<ConsoleSettings, 'keyPreset' | 'keys' | 'commands'>;

/** Something about the user's keys that is not as they wrote it. */
export interface KeyProblem {
  readonly kind: 'unknown' | 'forbidden' | 'clash' | 'hidden';
  /** As it stands in the settings: `keys.retry`, `commands.page`. */
  readonly name: string;
  readonly message: string;
}

/** The keys that hold now: table, preset and the user's own, put together. */
export interface KeysInUse {
  /** By scope and id; what is not in it has the keys of the table. */
  readonly overrides: KeyOverrides;
  /** Who gave a command its keys, by scope and id; absent: the table. */
  readonly origins: Readonly<Record<string, 'you' | 'preset'>>;
  /** The user's commands with the keys that they really have. */
  readonly commands: readonly UserCommand[];
  readonly problems: readonly KeyProblem[];
}

export const tableKeys: KeysInUse = { overrides: {}, origins: {}, commands: [], problems: [] };

/** A row with the keys that are wanted for it, and who wants them. */
interface Wish {
  readonly row: CommandRow;
  readonly keys: readonly string[];
  readonly origin: 'you' | 'preset' | 'table';
  /** The name in the settings that asks for it. */
  readonly name: string;
}

const rows: readonly CommandRow[] = commandTable;

/** Puts the keys together and reports what clashes, is unknown, or is not to be had. */
export function keysInUse(choice: KeyChoice): KeysInUse {
  const { keyPreset, keys, commands } = choice;
  if (keyPreset === 'vfjobs' && Object.keys(keys).length === 0 && commands.length === 0) return tableKeys;
  const problems: KeyProblem[] = unknownNames(keys);
  const own = ownCommands(commands, problems);
  const overrides: Record<string, readonly string[]> = {};
  const origins: Record<string, 'you' | 'preset'> = {};
  for (const scope of scopes) {
    const taken = new Map(own.filter((one) => one.scope === scope).map(({ key, name }) => [key, `:${name}`]));
    const wishes = commandsOf(scope).map((row) => wishOf(row, choice, problems));
    for (const wish of byRank(wishes)) {
      const kept = settle(wish, taken, problems);
      const id = `${scope}.${wish.row.id}`;
      if (wish.origin !== 'table') origins[id] = wish.origin;
      if (kept.join(' ') !== wish.row.keys.join(' ')) overrides[id] = kept;
    }
  }
  const inUse = { overrides, origins, commands: own, problems };
  return { ...inUse, problems: [...problems, ...hiddenKeys(inUse)] };
}

function unknownNames(keys: KeyChoice['keys']): KeyProblem[] {
  const known = new Set(rows.flatMap(({ id, scope }) => [id, `${scope}.${id}`]));
  return Object.keys(keys)
    .filter((name) => !known.has(name))
    .map((name) => {
      const start = name.split('.').at(-1)?.slice(0, 3) ?? '';
      const near = [...known].filter((id) => !id.includes('.') && id.startsWith(start)).slice(0, 5);
      const hint = near.length === 0 ? 'see them with ":keys"' : `there are ${near.join(', ')}`;
      return { kind: 'unknown', name: `keys.${name}`, message: `no command has this id; ${hint}` };
    });
}

function wishOf(row: CommandRow, { keyPreset, keys }: KeyChoice, problems: KeyProblem[]): Wish {
  const name = [`${row.scope}.${row.id}`, row.id].find((each) => keys[each] !== undefined);
  if (name === undefined) {
    const preset = keyPresets[keyPreset][row.id];
    if (preset === undefined) return { row, keys: row.keys, origin: 'table', name: '' };
    return { row, keys: [...new Set([...preset, ...row.keys])], origin: 'preset', name: keyPreset };
  }
  const typed = keys[name] ?? [];
  const allowed = allowedKeys(typed, `keys.${name}`, row, problems);
  // Nothing of it can be had: better the old keys than none. An empty list asks for none.
  const isRefused = typed.length > 0 && allowed.length === 0;
  const wanted = isRefused ? row.keys : [...new Set([...allowed, ...fixedKeys(row)])];
  return { row, keys: wanted, origin: isRefused ? 'table' : 'you', name: `keys.${name}` };
}

function allowedKeys(
  typed: readonly string[],
  name: string,
  { scope, id, acts }: Pick<Command, 'scope' | 'acts'> & { readonly id: string | null },
  problems: KeyProblem[],
): string[] {
  const read = typed.map((text) => ({ text, key: readKey(text) }));
  const all = read.flatMap(({ key }) => (key === null ? [] : [key]));
  return read.flatMap(({ text, key }) => {
    const why =
      key === null
        ? 'it names no key; write `j`, `G`, `ctrl+r`, `enter`'
        : whyForbidden(key, { scope, acts: acts === true, id, all });
    if (why !== null) addOnce(problems, { kind: 'forbidden', name, message: `${text} is refused: ${why}` });
    return key === null || why !== null ? [] : [key];
  });
}

/** The user's wishes first, then those of the table, then the preset's: that is who keeps a key that two want. */
function byRank(wishes: readonly Wish[]): readonly Wish[] {
  const ranks = { you: 0, table: 1, preset: 2 };
  return wishes.toSorted((left, right) => ranks[left.origin] - ranks[right.origin]);
}

/** What is left of a wish after those before it; `taken` says who has which key. */
function settle(wish: Wish, taken: Map<string | null, string>, problems: KeyProblem[]): readonly string[] {
  const { row, origin, name } = wish;
  const kept: string[] = [];
  const lost: string[] = [];
  for (const key of wish.keys) {
    const owner = taken.get(key);
    if (owner === undefined) {
      taken.set(key, row.id);
      kept.push(key);
    } else
      lost.push(
        origin === 'you' ? `${key} belongs to ${owner} in ${row.scope}` : `its ${key} went to ${owner}`,
      );
  }
  const isBare = kept.length === 0 && lost.length > 0;
  // What a preset adds is no loss.
  if (lost.length > 0 && (origin !== 'preset' || isBare)) {
    const rest = isBare ? '; no key is left: give it one, or use its word in the palette' : '';
    const about = origin === 'you' ? name : `${row.scope}.${row.id}`;
    addOnce(problems, { kind: 'clash', name: about, message: lost.join(', ') + rest });
  }
  return kept;
}

function ownCommands(commands: readonly UserCommand[], problems: KeyProblem[]): readonly UserCommand[] {
  const taken = new Set<string>();
  return commands.flatMap((command) => {
    const name = `commands.${command.name}`;
    const scope = scopes.find((each) => each === command.scope);
    if (scope === undefined || scope === 'dialog' || typingScopes.has(scope)) {
      const message = `there is no scope ${command.scope} for it; there are ${scopes.join(', ')}`;
      problems.push({ kind: 'unknown', name, message });
      return [];
    }
    if (command.key === null) return [command];
    const use = { scope, id: null, acts: command.acts ? (true as const) : undefined };
    const [key = null] = allowedKeys([command.key], name, use, problems);
    const isTwice = key !== null && taken.has(`${scope} ${key}`);
    if (isTwice)
      problems.push({ kind: 'clash', name, message: `${key} belongs to another command of yours` });
    taken.add(`${scope} ${key}`);
    return [{ ...command, key: isTwice ? null : key }];
  });
}

/** Keys of the user that an inner scope has for something else: there they mean that. */
function hiddenKeys({ overrides, origins, commands }: Omit<KeysInUse, 'problems'>): KeyProblem[] {
  const outer: readonly Scope[] = ['everywhere', 'list'];
  const mine = [
    ...rows.filter(({ scope, id }) => outer.includes(scope) && origins[`${scope}.${id}`] === 'you'),
  ].flatMap((row) => keysOf(row, overrides).map((key) => ({ key, name: `keys.${row.id}`, table: row.keys })));
  const owns = commands
    .filter(({ scope }) => scope === 'everywhere' || scope === 'list')
    .flatMap(({ key, name }) => (key === null ? [] : [{ key, name: `commands.${name}`, table: [] }]));
  return [...mine, ...owns].flatMap(({ key, name, table }) => {
    if (table.some((each) => each === key)) return [];
    const inner = rows.filter(
      (row) =>
        !outer.includes(row.scope) &&
        row.scope !== 'dialog' &&
        !typingScopes.has(row.scope) &&
        keysOf(row, overrides).includes(key),
    );
    if (inner.length === 0) return [];
    const where = inner.map((row) => `${row.id} in ${row.scope}`).join(', ');
    return [{ kind: 'hidden', name, message: `${key} means ${where}` }];
  });
}

/** One wish may be read for several scopes; one sentence is enough. */
function addOnce(problems: KeyProblem[], problem: KeyProblem): void {
  if (!problems.some(({ name, message }) => name === problem.name && message === problem.message))
    problems.push(problem);
}
