import { UserError } from '../model/errors.ts';
import type { Run } from '../model/run.ts';
import type { RunsTable } from './storage/runs-table.ts';

const maxCandidates = 5;

/**
 * The run that a reference means: its id, any unambiguous prefix of the id, or the public id that its
 * creator chose.
 * @throws UserError `not-found`, `ambiguous` (names candidates)
 */
export function findRun(runs: RunsTable, ref: string): Run {
  const exact = runs.get(ref) ?? runs.getByPublicId(ref);
  if (exact !== null) return exact;
  const prefix = ref.toLowerCase();
  const ids = /^[0-9a-f-]{1,36}$/.test(prefix) ? runs.idsFrom(prefix, maxCandidates + 1) : [];
  if (ids.length > 1) throw ambiguous(ref, ids);
  const run = ids[0] === undefined ? null : runs.get(ids[0]);
  if (run !== null) return run;
  throw new UserError('not-found', `There is no run ${JSON.stringify(ref.slice(0, 128))}`, {
    fix: 'See the ids with `vfjobs runs`; the first characters of one are enough.',
  });
}

function ambiguous(ref: string, ids: readonly string[]): UserError {
  const more = ids.length > maxCandidates ? ' and more' : '';
  const candidates = ids.slice(0, maxCandidates).join(', ');
  return new UserError('ambiguous', `${ref} begins more than one run: ${candidates}${more}`, {
    fix: 'Write more characters of the id.',
  });
}
