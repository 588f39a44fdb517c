import { UserError } from '../../src/model/errors.ts';

/** The error that a user sees of what `act` does. @throws Error when it does it, and whatever is no `UserError` */
export function refusal(act: () => unknown): UserError {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
