import type { Clock } from '../../lib/clock.ts';
import { groupMemory } from './group-memory.ts';
import type { ProcessId } from './worker-pool.ts';

const periodMs = 1_000;

/** What is known about the memory of one child. */
export interface WatchedMemory {
  /** Most resident memory that was seen of its process group, in bytes; null before the first look. */
  peakBytes(): number | null;
  /** Looks no more. What was seen stays known. */
  stop(): void;
}

/** Looks every second at how much memory running children use. Has no timer while nothing is watched. */
export interface MemoryWatch {
  /**
   * Watches the process group of a child until it is stopped.
   * @param leader the child, which leads a group of its own
   * @param onOver called once, with what the group used when it was first seen above the limit
   */
  watch(leader: ProcessId, limitBytes: number, onOver: (bytes: number) => void): WatchedMemory;
}

interface Watched {
  readonly leader: number;
  readonly see: (bytes: number) => void;
}

export function createMemoryWatch(clock: Clock): MemoryWatch {
  const watched = new Set<Watched>();
  let stopTimer: (() => void) | null = null;
  let looking = false;

  function schedule(): void {
    if (!looking && watched.size > 0) stopTimer ??= clock.after(periodMs, () => void look());
  }

  /** All at once: one list of processes serves every child. */
  async function look(): Promise<void> {
    stopTimer = null;
    looking = true;
    const asked = [...watched];
    const used = await groupMemory(new Set(asked.map(({ leader }) => leader)));
    looking = false;
    for (const one of asked) {
      const bytes = used.get(one.leader);
      // A warm child may have its next run by now: what was seen is not that run's.
      if (bytes !== undefined && watched.has(one)) one.see(bytes);
    }
    schedule();
  }

  return {
    watch(leader, limitBytes, onOver) {
      let peak: number | null = null;
      let isOver = false;
      const one: Watched = {
        leader: leader.pid,
        see(bytes) {
          peak = Math.max(peak ?? 0, bytes);
          if (isOver || bytes <= limitBytes) return;
          isOver = true;
          onOver(bytes);
        },
      };
      watched.add(one);
      schedule();
      return {
        peakBytes: () => peak,
        stop() {
          watched.delete(one);
          if (watched.size > 0) return;
          stopTimer?.();
          stopTimer = null;
        },
      };
    },
  };
}
