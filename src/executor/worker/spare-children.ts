import type { Capture } from './capture.ts';
import { isSameProcess } from './process-id.ts';
import type { RunLogs } from './run-logs.ts';
import { spawnChild, type WorkerChild } from './worker-child.ts';
import type { ProcessId } from './worker-pool.ts';

/** A child with the files that it writes to. */
export interface CapturedChild {
  readonly child: WorkerChild;
  readonly capture: Capture;
}

/** Children that are booted ahead, because booting takes ten times as long as starting a task. */
export interface SpareChildren {
  /**
   * The wanted spare if it still waits, else the first one, else a new child.
   * @throws Error when the system refuses to make files or processes
   */
  take(wanted?: ProcessId | null): CapturedChild;
  /** The spares that have booted, in the order in which they are taken. */
  ready(): readonly ProcessId[];
  /** Boots children until the wanted number waits. */
  refill(): void;
  /** Ends all spares. No child is handed out afterwards. */
  stop(): Promise<void>;
}

export interface SpareOptions {
  readonly logs: RunLogs;
  readonly projectDir: string;
  readonly cacheDir: string;
  readonly env: Readonly<Record<string, string>>;
  readonly count: number;
}

export function createSpareChildren(options: SpareOptions): SpareChildren {
  /** In boot order, each with its process once it is ready. */
  const spares = new Map<CapturedChild, ProcessId | null>();
  let stopped = false;

  function boot(): CapturedChild {
    if (stopped) throw new Error('The worker pool has stopped.');
    const capture = options.logs.newCapture();
    try {
      return { capture, child: spawnChild({ ...options, output: capture.fds }) };
    } catch (error) {
      capture.discard();
      throw error;
    }
  }

  function keep(spare: CapturedChild): void {
    spares.set(spare, null);
    spare.child.ready.then(
      (id) => spares.has(spare) && spares.set(spare, id),
      () => undefined,
    );
    // One that dies while it waits is not replaced before it is missed: no loop of failing boots.
    void spare.child.gone.then(() => {
      if (spares.delete(spare)) spare.capture.discard();
    });
  }

  return {
    take(wanted) {
      const [first, ...others] = spares.keys();
      const isWanted = (spare: CapturedChild) => isSameProcess(spares.get(spare) ?? null, wanted ?? null);
      const spare = others.find(isWanted) ?? first;
      if (spare === undefined) return boot();
      spares.delete(spare);
      return spare;
    },
    ready: () => [...spares.values()].filter((id) => id !== null),
    refill() {
      try {
        while (!stopped && spares.size < options.count) keep(boot());
      } catch {
        // Out of processes or disk for now: the next attempt tries again and says so.
      }
    },
    async stop() {
      stopped = true;
      const all = [...spares.keys()];
      for (const { child } of all) child.signal('SIGKILL');
      await Promise.all(all.map(({ child }) => child.gone));
    },
  };
}
