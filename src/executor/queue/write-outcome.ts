import type { Clock } from '../../lib/clock.ts';
import { UserError } from '../../model/errors.ts';
import { reportBug } from './report-bug.ts';

/** How long to wait before the storage is tried again after it failed, such as with a full disk. */
export const storageRetryMs = 5000;

/**
 * Writes what must not be lost: tries again for as long as the storage fails, unless `giveUp` says
 * otherwise. A run whose outcome stays unwritten is taken up by the rescuer at the next start.
 * @returns true when it was written
 */
export async function writeOutcome(
  write: () => Promise<unknown>,
  clock: Clock,
  giveUp: () => boolean,
): Promise<boolean> {
  for (;;) {
    try {
      await write();
      return true;
    } catch (error) {
      reportBug(error);
      if (giveUp() || !(error instanceof UserError) || error.kind !== 'storage') return false;
      await new Promise<void>((resolve) => void clock.after(storageRetryMs, resolve));
    }
  }
}
