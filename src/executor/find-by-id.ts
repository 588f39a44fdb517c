import { UserError } from '../model/errors.ts';

/** A table whose ids can be found by a part of them. */
export interface IdTable {
  idsFrom(prefix: string, limit: number): readonly string[];
  idsTo(ending: string, limit: number): readonly string[];
}

const maxCandidates = 5;

/** An ending shorter than this says too little. */
const shortestEnding = 4;

/** Characters of a whole id: one that is not known has no other ending either. */
const wholeId = 36;

/**
 * The one id that begins with the reference, or ends with it: lists show endings, because ids of the same minute begin
 * alike (UUID v7). Null when there is none.
 * @param what the thing that has the id: `run`
 * @throws UserError `ambiguous` (names candidates)
 */
export function idLike(table: IdTable, ref: string, what: string): string | null {
  const part = ref.toLowerCase();
  const ids = /^[0-9a-f-]{1,36}$/.test(part) ? idsWith(table, part) : [];
  if (ids.length > 1) throw ambiguousRef(ref, what, ids);
  return ids[0] ?? null;
}

/** What to answer to a reference that means several. */
export function ambiguousRef(ref: string, what: string, ids: readonly string[]): UserError {
  const more = ids.length > maxCandidates ? ' and more' : '';
  const candidates = ids.slice(0, maxCandidates).join(', ');
  return new UserError('ambiguous', `${ref} means more than one ${what}: ${candidates}${more}`, {
    fix: 'Write more characters of the id.',
  });
}

function idsWith(table: IdTable, part: string): readonly string[] {
  const beginning = table.idsFrom(part, maxCandidates + 1);
  if (beginning.length > 0 || part.length < shortestEnding || part.length >= wholeId) return beginning;
  return table.idsTo(part, maxCandidates + 1);
}
