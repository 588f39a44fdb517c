import type { KeyOverrides, Scope } from './command.ts';
import { type CommandRow, commandTable } from './command-table.ts';

/** The keys a command answers to: the user's when there are any (of its scope before those of its id), else the table's. */
export function keysOf(command: CommandRow, overrides: KeyOverrides = {}): readonly string[] {
  return overrides[`${command.scope}.${command.id}`] ?? overrides[command.id] ?? command.keys;
}

/**
 * The command that a key means.
 * @param key a name such as `j`, `G`, `ctrl+n`, `enter`
 * @param scopes where the user is, innermost first
 */
export function matchCommand(
  key: string,
  scopes: readonly Scope[],
  overrides: KeyOverrides = {},
): CommandRow | null {
  for (const scope of scopes) {
    const found = commandsOf(scope).find((command) => keysOf(command, overrides).includes(key));
    if (found !== undefined) return found;
  }
  return null;
}

/** The commands of one scope, in the order of the table. */
export function commandsOf(scope: Scope): readonly CommandRow[] {
  return byScope.get(scope) ?? [];
}

const byScope: ReadonlyMap<Scope, readonly CommandRow[]> = Map.groupBy<Scope, CommandRow>(
  commandTable,
  (command) => command.scope,
);
