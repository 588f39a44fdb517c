import type { Environment } from '../config/environment.ts';
import type { Journal } from '../model/journal.ts';

/** The log of actions, whose file is opened when it is used first: a console paints before that. */
export function lateJournal(env: Environment): Journal {
  let opened: Promise<Journal> | null = null;
  const open = () => {
    opened ??= import('../config/journal-file.ts').then(({ openJournal }) => openJournal(env));
    return opened;
  };
  return {
    append: async (entry) => (await open()).append(entry),
    read: async () => (await open()).read(),
  };
}
