import { UserError } from '../model/errors.ts';
import { cleanApiUrl } from './api-url.ts';
import type { Context } from './context.ts';
import { localContextName } from './local-context.ts';
import { splitCommand } from './split-command.ts';

/** A context as it was typed, by whatever way. */
export interface TypedContext {
  readonly name: string;
  readonly apiUrl: string;
  readonly project: string;
  /** Null: none is kept. */
  readonly token: string | null;
  /** A command line; null: none. */
  readonly tokenCommand: string | null;
  readonly readOnly: boolean;
  readonly production: boolean;
}

/**
 * Checks a context before it is kept.
 * @throws UserError `invalid` with what is wrong with its first wrong member
 */
export function checkedContext(typed: TypedContext): Context {
  const { token, tokenCommand, readOnly, production } = typed;
  if (token !== null && tokenCommand !== null) {
    throw new UserError('invalid', 'A context has a token or a command that prints it, not both', {
      fix: 'Leave one of the two out.',
    });
  }
  return {
    name: checkedName(typed.name.trim()),
    apiUrl: cleanApiUrl(typed.apiUrl),
    project: checkedProject(typed.project.trim()),
    token: token === null ? null : checkedToken(token.trim()),
    tokenCommand: tokenCommand === null ? null : splitCommand(tokenCommand),
    readOnly,
    production,
  };
}

function checkedName(name: string): string {
  if (name !== localContextName && /^[\w][\w.@-]{0,63}$/.test(name)) return name;
  throw new UserError('invalid', `"${name}" cannot be the name of a context`, {
    fix: `Use up to 64 letters, digits, dots, dashes and underscores; "${localContextName}" is taken.`,
  });
}

function checkedProject(project: string): string {
  if (project !== '' && !/[\s/]/.test(project)) return project;
  throw new UserError('invalid', `"${project}" cannot be the project of a context`, {
    fix: 'Give its slug or its id.',
  });
}

function checkedToken(token: string): string {
  if (token !== '' && !/\s/.test(token)) return token;
  throw new UserError('invalid', 'The token is empty or has blanks in it', {
    fix: 'Give the token alone, or leave it out to use the environment.',
  });
}
