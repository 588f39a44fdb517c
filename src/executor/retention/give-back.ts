import type { Storage } from '../storage/open-storage.ts';

/** Free pages that stay in the file for what comes next, and that leave it in one transaction. */
const spareFreePages = 256;
const shrinkPages = 256;

/**
 * Gives free pages of the database back to the disk, in small transactions.
 * @param pause between two of them
 */
export async function giveBack(
  storage: Storage,
  isStopped: () => boolean,
  pause: () => Promise<void>,
): Promise<void> {
  let before = storage.upkeep.freePages();
  if (before <= spareFreePages) return;
  while (!isStopped()) {
    await storage.write(() => storage.upkeep.shrink(shrinkPages));
    const free = storage.upkeep.freePages();
    // A file that was made before it could shrink stays as it is.
    if (free <= spareFreePages || free >= before) break;
    before = free;
    await pause();
  }
  if (!isStopped()) storage.upkeep.emptyLog();
}
