import { UserError } from '../model/errors.ts';
import type { Run } from '../model/run.ts';
import { idLike } from './find-by-id.ts';
import type { RunsTable } from './storage/runs-table.ts';

/**
 * The run that a reference means: its id, any unambiguous beginning of the id, the public id that its
 * creator chose, or an unambiguous ending of the id.
 * @throws UserError `not-found`, `ambiguous` (names candidates)
 */
export function findRun(runs: RunsTable, ref: string): Run {
  const exact = runs.get(ref) ?? runs.getByPublicId(ref);
  if (exact !== null) return exact;
  const id = idLike(runs, ref, 'run');
  const run = id === null ? null : runs.get(id);
  if (run !== null) return run;
  throw new UserError('not-found', `There is no run ${JSON.stringify(ref.slice(0, 128))}`, {
    fix: 'See the ids with `vfjobs runs`; its first or last characters are enough.',
  });
}
