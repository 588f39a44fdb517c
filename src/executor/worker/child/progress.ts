// Imported, so that it is loaded by the time a task asks for it or for the global of that name.
import { performance } from 'node:perf_hooks';
import type { TaskEvent } from '../worker-pool.ts';

const intervalMs = 100;

/** Tells progress on at a rate that a person can see, however often a task reports it. */
export interface ProgressReporter {
  /** @throws TypeError for numbers that are not finite */
  readonly report: (done: number, total: number, note?: string) => void;
  /** Tells the newest report now if it was held back. */
  readonly flush: () => void;
}

export function createProgress(tell: (event: TaskEvent) => void): ProgressReporter {
  let held: TaskEvent | null = null;
  let lastToldAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (held === null) return;
    tell(held);
    held = null;
    lastToldAt = performance.now();
  }

  return {
    report(done, total, note) {
      held = progressEvent(done, total, note);
      const wait = lastToldAt + intervalMs - performance.now();
      // By the clock too: a task that never yields gets no timers.
      if (wait <= 0) flush();
      else timer ??= setTimeout(flush, wait).unref();
    },
    flush,
  };
}

function progressEvent(done: unknown, total: unknown, note: unknown): TaskEvent {
  if (!Number.isFinite(done) || !Number.isFinite(total)) {
    throw new TypeError('ctx.progress: done and total are numbers, as in ctx.progress(3, 40, "page 3").');
  }
  const text = note === undefined || note === null ? null : String(note).slice(0, 500);
  return {
    type: 'progress',
    level: 'info',
    message: text === null ? `${done} of ${total}` : `${done} of ${total}: ${text}`,
    payload: { done: Number(done), total: Number(total), note: text },
  };
}
