import type { EventTail } from './event-file.ts';
import type { LogOptions } from './run-logs.ts';
import type { AttemptHooks, AttemptSpec } from './worker-pool.ts';

/** How the output of an attempt is taken: up to the run's limit, its structured lines as events. */
export function logOptionsOf(spec: AttemptSpec, hooks: AttemptHooks, events: EventTail): LogOptions {
  return {
    limitBytes: spec.logLimitBytes,
    onCut: (limitBytes) => hooks.onCut?.(limitBytes),
    onLines(found) {
      // Not tried again: the lines themselves are in the log.
      Promise.resolve(hooks.onEvents(found, events.totalBytes)).catch(() => undefined);
    },
  };
}
