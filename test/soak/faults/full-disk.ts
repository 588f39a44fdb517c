import { setTimeout as delay } from 'node:timers/promises';
import type { Storm } from '../storm/open-storm.ts';
import type { SmallDisk } from './small-disk.ts';

const lookMs = 100;

/** Fills the disk so many times, each until `heldMs` after a creation was refused; then makes room again. */
export async function fillDisk(
  storm: Storm,
  disk: SmallDisk,
  { times, heldMs }: { readonly times: number; readonly heldMs: number },
): Promise<{ readonly filled: number }> {
  let filled = 0;
  while (filled < times && !storm.isDone) {
    await untilRefused(storm, disk);
    await delay(heldMs);
    const accepted = storm.feeder.nextAcceptance();
    disk.free(storm.executor.pid);
    if (!storm.isDone) filled += 1;
    // Nobody restarts it: it must see by itself that there is room again.
    await Promise.race([accepted, storm.done]);
  }
  return { filled };
}

/** Fills it again and again: attempts that end give some room back, and the write-ahead log has some of its own. */
async function untilRefused(storm: Storm, disk: SmallDisk): Promise<void> {
  let isRefused = false;
  void storm.feeder.nextRefusal().then(() => {
    isRefused = true;
  });
  while (!isRefused && !storm.isDone) {
    disk.fill(storm.executor.pid);
    storm.feeder.push();
    await delay(lookMs);
  }
}
