import { setTimeout as delay } from 'node:timers/promises';
import type { Storm } from '../storm/open-storm.ts';

const hourMs = 3_600_000;
/** An hour ahead, back, an hour behind, back, and so on: jumps of one hour and of two. */
const offsets = [hourMs, 0, -hourMs, 0, hourMs, -hourMs];

/** Sets the executor's clock forth and back while it works; it stays where the last jump left it. */
export async function jumpClock(
  storm: Storm,
  { times, everyMs }: { readonly times: number; readonly everyMs: number },
): Promise<{ readonly jumps: number }> {
  let jumps = 0;
  while (jumps < times && !storm.isDone) {
    storm.setClock(offsets[jumps % offsets.length] ?? 0);
    jumps += 1;
    await Promise.race([delay(everyMs), storm.done]);
  }
  return { jumps };
}
