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

/** What is wrong with one member of what was sent. */
export interface MemberProblem {
  readonly member: string;
  /** A part of its text that has a name, such as a field of a cron, and the characters that are meant. */
  readonly field: string | null;
  readonly from: number | null;
  readonly to: number | null;
  /** What is wrong and what is allowed. */
  readonly message: string;
}

export interface UserErrorOptions {
  /** What to do next, one sentence. */
  readonly fix?: string | undefined;
  /** Of an `invalid`: each member that is wrong, in the words of the model. */
  readonly problems?: readonly MemberProblem[] | undefined;
  /** Of a `conflict` with a change of somebody else: the version that the record has now. */
  readonly currentVersion?: number | undefined;
  readonly cause?: unknown;
}

/** Says what happened and why (`message`) and what to do next (`fix`). */
export class UserError extends Error {
  override readonly name = 'UserError';
  readonly kind: ErrorKind;
  readonly fix: string | undefined;
  readonly problems: readonly MemberProblem[];
  readonly currentVersion: number | null;

  constructor(kind: ErrorKind, message: string, options: UserErrorOptions = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.kind = kind;
    this.fix = options.fix;
    this.problems = options.problems ?? [];
    this.currentVersion = options.currentVersion ?? null;
  }
}

/** The text of anything thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
