import { messageOf, UserError } from '../model/errors.ts';

/** A failure as the screen shows it: what happened, and what to do next. */
export interface Problem {
  readonly message: string;
  readonly fix: string | null;
}

export function problemOf(thrown: unknown): Problem {
  return { message: messageOf(thrown), fix: thrown instanceof UserError ? (thrown.fix ?? null) : null };
}
