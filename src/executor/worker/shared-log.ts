import type { AttemptLog } from './attempt-log.ts';
import { type Capture, tailOf } from './capture.ts';
import type { Followed } from './followed.ts';
import type { LogOptions, RunLogs } from './run-logs.ts';
import type { AttemptSpec } from './worker-pool.ts';

/** The log of one run in a warm child. */
export interface SharedLog extends Followed {
  /** Bytes of the run's log before this attempt. */
  readonly from: number;
  /** The end of what the run wrote to stderr. */
  stderrTail(bytes: number): string;
  /** Merges the rest. @throws Error when the disk refuses; then the rest stays in the attempt's folder */
  close(): Promise<void>;
}

/**
 * Opens the log of a run that is about to start in a warm child. Whatever the child's files hold by now
 * was printed after the end of the run before, and is dropped. The files hold the output of one run at a
 * time; with the first of it they get a second name in the attempt's folder, where a later daemon finds
 * them. A run that prints nothing makes no file.
 */
export function openSharedLog(
  logs: RunLogs,
  { runId, attempt }: AttemptSpec,
  capture: Capture,
  options: LogOptions,
): SharedLog {
  if (capture.size() > 0) capture.empty();
  const start = attempt === 1 ? 0 : logs.totalBytes(runId);
  let log: AttemptLog | null = null;

  function opened(): AttemptLog | null {
    if (log !== null || capture.size() === 0) return log;
    log = logs.openAttempt(runId, attempt, lent(capture), options);
    return log;
  }

  return {
    poll: () => opened()?.poll() ?? 'nothing',
    get totalBytes() {
      return log?.totalBytes ?? start;
    },
    get from() {
      return log?.from ?? start;
    },
    stderrTail: (bytes) => tailOf(capture.fds.stderr, bytes),
    async close() {
      await opened()?.close();
    },
  };
}

/** The child's files as one attempt sees them: it moves and closes nothing that the next run needs. */
function lent(capture: Capture): Capture {
  return { ...capture, moveTo: capture.linkTo, close: () => undefined, discard: () => undefined };
}
