import { UserError } from '../../model/errors.ts';

/**
 * Says on stderr, as a warning of Node, what went wrong where nobody waits for an answer and the
 * executor has to go on. Faults that users are told of elsewhere are left out.
 */
export function reportBug(thrown: unknown): void {
  if (thrown instanceof UserError) return;
  process.emitWarning(thrown instanceof Error ? thrown : String(thrown));
}
