import type { LogChunk } from '../../model/log.ts';

/** The logs of all runs: one merged text per run, in the line form of `src/model/log.ts`. */
export interface RunLogs {
  /** Where an attempt keeps its raw output and its result until it is closed. */
  attemptDir(runId: string, attempt: number): string;
  /**
   * Whole lines from a byte on; broken UTF-8 becomes U+FFFD.
   * @param afterByte a line start; negative: that many bytes before the end, from the next line start
   * @param limitBytes at most so much, except that one line always fits
   */
  read(runId: string, afterByte: number, limitBytes: number): Promise<LogChunk>;
  /** Bytes of the merged log, 0 before the first line. */
  totalBytes(runId: string): number;
  /**
   * The text that the target printed, without prefixes. When larger than `maxBytes`, its end, under a
   * line that says how much was left out.
   */
  plainText(runId: string, maxBytes: number): Promise<string>;
  /** After a crash: moves what is left of an attempt's raw output to the merged log, once. The attempt's processes must be gone. */
  settle(runId: string, attempt: number): Promise<void>;
  /** Deletes what an attempt left beside the merged log. Call when its outcome is durable. */
  removeAttempt(runId: string, attempt: number): void;
  /** Deletes everything about a run. */
  removeRun(runId: string): void;
}

/** Opens the logs below `logsDir` (created with mode 0700). */
export function createRunLogs(logsDir: string): RunLogs {
  throw new Error(`not written yet: ${logsDir}`);
}
