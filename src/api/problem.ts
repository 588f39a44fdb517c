import { z } from 'zod';
import { type ErrorKind, errorKinds, UserError } from '../model/errors.ts';
import { memberProblemFromWire, problemToWire, wireMemberProblem } from './member-problem.ts';

/** The one table of error kind ⇄ HTTP status. Caller mistakes are 4xx: the SDKs retry 5xx and 429. */
const statusOf: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  auth: 401,
  forbidden: 403,
  'not-found': 404,
  ambiguous: 409,
  conflict: 409,
  unsupported: 422,
  busy: 429,
  storage: 500,
  network: 502,
  unavailable: 503,
  timeout: 504,
};

const kindOf = new Map<number, ErrorKind>([
  [400, 'invalid'],
  [401, 'auth'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [409, 'conflict'],
  [410, 'not-found'],
  [413, 'invalid'],
  [415, 'invalid'],
  [421, 'forbidden'],
  [422, 'unsupported'],
  [429, 'busy'],
]);

/**
 * RFC 9457 members, and beside them `error`, `message` and `code`: the keys that Veryfront's own
 * readers look at (contract section 1.1).
 */
export const wireProblem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  error: z.string(),
  message: z.string(),
  code: z.string(),
  suggestion: z.string().optional(),
  /** Ours: each member of the body that is wrong. */
  errors: z.array(wireMemberProblem).optional(),
  /** Ours, of a change that names another version of the record: the one that it has now. */
  current_version: z.number().int().optional(),
});
export type WireProblem = z.infer<typeof wireProblem>;

export function problemOf(error: UserError, status = statusOf[error.kind]): WireProblem {
  return {
    type: 'about:blank',
    title: error.kind.replaceAll('-', ' '),
    status,
    detail: error.message,
    error: error.message,
    message: error.message,
    code: error.kind,
    ...(error.fix === undefined ? {} : { suggestion: error.fix }),
    ...(error.problems.length === 0 ? {} : { errors: error.problems.map(problemToWire) }),
    ...(error.currentVersion === null ? {} : { current_version: error.currentVersion }),
  };
}

const readableProblem = z
  .object({
    message: z.string(),
    detail: z.string(),
    error: z.string(),
    title: z.string(),
    suggestion: z.string(),
    code: z.string(),
    errors: z.array(wireMemberProblem).catch([]),
    current_version: z.number().int().optional().catch(undefined),
  })
  .partial();

/** The error for an answer that is not a success, from whatever the body says. */
export function errorFromProblem(status: number, body: unknown): UserError {
  const parsed = readableProblem.safeParse(body);
  const said = parsed.success ? parsed.data : {};
  const text = said.message ?? said.detail ?? said.error ?? said.title ?? `The server answered ${status}`;
  // Several kinds share a status: the code of a server like ours tells them apart.
  const coded = errorKinds.find((kind) => kind === said.code && statusOf[kind] === status);
  const kind = coded ?? kindOf.get(status) ?? (status >= 500 ? 'unavailable' : 'invalid');
  return new UserError(kind, text, {
    fix: said.suggestion,
    problems: said.errors?.map(memberProblemFromWire),
    currentVersion: said.current_version,
  });
}
