import type { UserError } from '../model/errors.ts';

/** Why a request goes no further, with the HTTP status that says so. */
export interface Refusal {
  readonly status: number;
  readonly error: UserError;
}
