import { UserError } from '../model/errors.ts';

/**
 * Tells runs from a batch where a verb takes either.
 * @returns the batch; null for runs
 * @throws UserError `invalid` for both or neither
 */
export function oneOrOther(refs: readonly string[], batch: string | undefined): string | null {
  if (refs.length > 0 && batch === undefined) return null;
  if (refs.length === 0 && batch !== undefined) return batch;
  throw new UserError('invalid', refs.length === 0 ? 'No run is named' : 'Runs and a batch are named', {
    fix: 'Name runs by their ids, or a batch with --batch ID.',
  });
}
