import { randomUUID } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, systemClock } from '../../lib/clock.ts';
import type { LogChunk } from '../../model/log.ts';
import {
  type AttemptLog,
  type AttemptLogPlace,
  type LogRange,
  openAttemptLog,
  settleAttemptLog,
} from './attempt-log.ts';
import { type Capture, createCapture, hasRawFiles } from './capture.ts';
import { createKeptOutput } from './kept-output.ts';
import type { LogHooks } from './log-merger.ts';
import {
  attemptDir,
  eventsFile,
  makePrivateDir,
  mergedLogFile,
  resultFile,
  runDir,
  sparesDir,
  unmergedDir,
} from './log-paths.ts';
import { readLogChunk, readPlainText } from './read-log.ts';

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
   * The text that the target printed, without prefixes, a line at the border of two attempts.
   * When the log is larger than `maxBytes`: its end, under a line that says how much was left out.
   */
  plainText(runId: string, maxBytes: number): Promise<string>;
  /**
   * After a crash: moves what is left of an attempt's raw output to the merged log, nothing lost and
   * nothing doubled. The attempt's processes must be gone. What the disk refuses is merged later.
   * @returns the attempt's part of the log; null when nothing was left, or when the disk refuses
   */
  settle(runId: string, attempt: number, options?: LogOptions): Promise<LogRange | null>;
  /** Deletes what an attempt left beside the merged log, but for output that is not merged yet. Call when its outcome is durable. */
  removeAttempt(runId: string, attempt: number): void;
  /** Deletes everything about a run. */
  removeRun(runId: string): Promise<void>;
  /** For the worker pool: files for a child whose attempt is not known yet. */
  newCapture(): Capture;
  /** For the worker pool: a capture becomes the output of an attempt. */
  openAttempt(runId: string, attempt: number, capture: Capture, options?: LogOptions): AttemptLog;
  /** For the worker pool: deletes what the spare children of a dead daemon left. */
  removeSpares(): void;
}

/** How the output of one attempt is taken. */
export interface LogOptions extends Partial<LogHooks> {
  /** Bytes that the run's whole log may have. Default: as many as there are. */
  readonly limitBytes?: number | undefined;
}

/** Opens the logs below `logsDir` (absolute; created with mode 0700, files have 0600). */
export function createRunLogs(logsDir: string, clock: Clock = systemClock): RunLogs {
  makePrivateDir(logsDir);
  const merged = (runId: string) => mergedLogFile(logsDir, runId);
  const placeOf = (runId: string, attempt: number, options: LogOptions): AttemptLogPlace => ({
    file: merged(runId),
    dir: dirOf(runId, attempt),
    attempt,
    limitBytes: options.limitBytes ?? Number.POSITIVE_INFINITY,
  });
  const dirOf = (runId: string, attempt: number) => attemptDir(logsDir, runId, attempt);
  const kept = createKeptOutput(unmergedDir(logsDir), clock, async ({ runId, attempt, limitBytes }, stop) => {
    const place = placeOf(runId, attempt, { limitBytes: limitBytes ?? undefined });
    await settleAttemptLog(place, clock, hooksOf({}), stop);
    return !hasRawFiles(place.dir);
  });
  /** The rest of an attempt's output cannot be merged now. */
  const keep = (runId: string, attempt: number, { limitBytes }: LogOptions) =>
    kept.add({ runId, attempt, limitBytes: limitBytes ?? null });
  return {
    attemptDir: dirOf,
    read: (runId, afterByte, limitBytes) => readLogChunk(merged(runId), afterByte, limitBytes),
    totalBytes: (runId) => statSync(merged(runId), { throwIfNoEntry: false })?.size ?? 0,
    plainText: (runId, maxBytes) => readPlainText(merged(runId), maxBytes),
    async settle(runId, attempt, options = {}) {
      kept.hold(runId);
      try {
        return await settleAttemptLog(placeOf(runId, attempt, options), clock, hooksOf(options));
      } catch {
        keep(runId, attempt, options);
        return null;
      } finally {
        kept.release(runId);
      }
    },
    removeAttempt: (runId, attempt) => removeButRawFiles(dirOf(runId, attempt)),
    async removeRun(runId) {
      kept.forget(runId);
      await rm(runDir(logsDir, runId), { recursive: true, force: true });
    },
    newCapture: () => createCapture(join(sparesDir(logsDir), randomUUID())),
    openAttempt(runId, attempt, capture, options = {}) {
      const onClosed = (isMerged: boolean) => {
        kept.release(runId);
        if (!isMerged) keep(runId, attempt, options);
      };
      kept.hold(runId);
      try {
        return openAttemptLog(placeOf(runId, attempt, options), capture, clock, hooksOf(options), onClosed);
      } catch (error) {
        kept.release(runId);
        throw error;
      }
    },
    removeSpares: () => rmSync(sparesDir(logsDir), { recursive: true, force: true }),
  };
}

/** Output that is not merged yet stays: it is nowhere else. */
function removeButRawFiles(dir: string): void {
  const isLeft = hasRawFiles(dir);
  const obsolete = isLeft ? [resultFile(dir), eventsFile(dir)] : [dir];
  for (const path of obsolete) rmSync(path, { recursive: true, force: true });
}

function hooksOf({ onLines = () => undefined, onCut = () => undefined }: LogOptions): LogHooks {
  return { onLines, onCut };
}
