/**
 * Every failure that a user may see. `kind` decides the HTTP status (src/api/problem.ts) and the
 * exit code (src/cli/exit-codes.ts). Not included: bugs. Those stay plain errors.
 */
export const errorKinds = [
  'invalid',
  'not-found',
  'ambiguous',
  'conflict',
  'auth',
  'forbidden',
  'network',
  'timeout',
  'unavailable',
  'busy',
  'storage',
  'unsupported',
] as const;
export type ErrorKind = (typeof errorKinds)[number];

export interface UserErrorOptions {
  /** What to do next, one sentence. */
  readonly fix?: string | undefined;
  readonly cause?: unknown;
}

/** Says what happened and why (`message`) and what to do next (`fix`). */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly kind: ErrorKind;
  readonly fix: string | undefined;

  constructor(kind: ErrorKind, message: string, options: UserErrorOptions = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.kind = kind;
    this.fix = options.fix;
  }
}

/** The text of anything thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
