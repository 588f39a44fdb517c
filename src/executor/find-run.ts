import { UserError } from '../model/errors.ts';
import type { Run } from '../model/run.ts';
import type { RunsTable } from './storage/runs-table.ts';

const maxCandidates = 5;

/** An ending shorter than this says too little. */
const shortestEnding = 4;

/** Characters of a whole id: one that is not known has no other ending either. */
const wholeId = 36;

/**
 * The run that a reference means: its id, any unambiguous beginning of the id, the public id that its
 * creator chose, or an unambiguous ending of the id: lists show endings, because ids of the same
 * minute begin alike (UUID v7).
 * @throws UserError `not-found`, `ambiguous` (names candidates)
 */
export function findRun(runs: RunsTable, ref: string): Run {
  const exact = runs.get(ref) ?? runs.getByPublicId(ref);
  if (exact !== null) return exact;
  const part = ref.toLowerCase();
  const ids = /^[0-9a-f-]{1,36}$/.test(part) ? idsWith(runs, part) : [];
  if (ids.length > 1) throw ambiguous(ref, ids);
  const run = ids[0] === undefined ? null : runs.get(ids[0]);
  if (run !== null) return run;
  throw new UserError('not-found', `There is no run ${JSON.stringify(ref.slice(0, 128))}`, {
    fix: 'See the ids with `vfjobs runs`; its first or last characters are enough.',
  });
}

function idsWith(runs: RunsTable, part: string): readonly string[] {
  const beginning = runs.idsFrom(part, maxCandidates + 1);
  if (beginning.length > 0 || part.length < shortestEnding || part.length >= wholeId) return beginning;
  return runs.idsTo(part, maxCandidates + 1);
}

function ambiguous(ref: string, ids: readonly string[]): UserError {
  const more = ids.length > maxCandidates ? ' and more' : '';
  const candidates = ids.slice(0, maxCandidates).join(', ');
  return new UserError('ambiguous', `${ref} means more than one run: ${candidates}${more}`, {
    fix: 'Write more characters of the id.',
  });
}
