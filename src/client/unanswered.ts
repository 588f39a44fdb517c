import { UserError } from '../model/errors.ts';
import type { Schedule, ScheduleDraft } from '../model/schedule.ts';

/** Errors after which nobody knows whether the server has done what it was asked for. */
const unclear: ReadonlySet<string> = new Set(['network', 'timeout', 'unavailable']);

const lookFirst =
  'It may have been created all the same: look at the list of schedules before you try again.';

function isUnclear(thrown: unknown): thrown is UserError {
  return thrown instanceof UserError && unclear.has(thrown.kind);
}

/** Ids of schedules that are to be created. */
export interface DraftIds {
  /**
   * Creates with an id: with the same one as before where the same draft had no answer, so that who presses save again
   * makes no second schedule.
   */
  with(draft: ScheduleDraft, create: (id: string) => Promise<Schedule>): Promise<Schedule>;
}

export function createDraftIds(): DraftIds {
  let last: { readonly draft: string; readonly id: string } | null = null;
  return {
    async with(draft, create) {
      const text = JSON.stringify(draft);
      const id = draft.id ?? (last?.draft === text ? last.id : crypto.randomUUID());
      try {
        const created = await create(id);
        last = null;
        return created;
      } catch (thrown) {
        last = isUnclear(thrown) ? { draft: text, id } : null;
        throw thrown;
      }
    },
  };
}

/** @throws what was thrown, with the advice to look first where the schedule may be there already */
export function mayBeThere(thrown: unknown): never {
  if (!isUnclear(thrown)) throw thrown;
  throw new UserError(thrown.kind, thrown.message, {
    fix: thrown.fix === undefined ? lookFirst : `${thrown.fix} ${lookFirst}`,
    cause: thrown,
  });
}
