import type { Clock } from '../../lib/clock.ts';
import { createSharedChild, type SharedChild } from './shared-child.ts';
import type { SpareChildren } from './spare-children.ts';
import type { AttemptSpec } from './worker-pool.ts';

const bootLimitMs = 30_000;

/**
 * Makes a warm child of a spare, or of a child that boots now.
 * @throws Error when the system refuses one, or when it is not ready within 30 s
 */
export async function bootShared(
  spares: SpareChildren,
  first: AttemptSpec,
  clock: Clock,
): Promise<SharedChild> {
  const captured = spares.take();
  const stopTimer = clock.after(bootLimitMs, () => captured.child.signal('SIGKILL'));
  try {
    const id = await captured.child.ready;
    return createSharedChild(captured, id, first, clock);
  } catch (error) {
    captured.child.signal('SIGKILL');
    await captured.child.gone;
    captured.capture.discard();
    throw error;
  } finally {
    stopTimer();
    spares.refill();
  }
}
