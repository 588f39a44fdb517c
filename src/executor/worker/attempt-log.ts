import { closeSync, fstatSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../../lib/clock.ts';
import { type Capture, deleteRawFiles, openCaptured, rawStreams, tailOf } from './capture.ts';
import type { Followed } from './followed.ts';
import { createLogMerger, type LogHooks, type LogMerger, type MergerParts } from './log-merger.ts';
import { attemptMark, type MergedLog, mergedBytesOf, openMergedLog } from './merged-log.ts';
import type { RawOutput } from './raw-output.ts';

/** Moves the output of one running attempt into the log of its run. */
export interface AttemptLog extends Followed {
  /** Bytes that the run's log had before the line that opens this attempt. */
  readonly from: number;
  /** The end of what the attempt wrote to stderr. */
  stderrTail(bytes: number): string;
  /** Merges the rest and deletes the raw files. The attempt's processes must be gone. @throws Error when the disk refuses */
  close(): Promise<void>;
}

export interface AttemptLogPlace {
  /** The merged log of the run. */
  readonly file: string;
  /** The folder of the attempt. */
  readonly dir: string;
  readonly attempt: number;
  /** Bytes that the merged log may have, but for lines of the executor's own. */
  readonly limitBytes: number;
}

/** Where the part of an attempt starts and ends in the run's log, in bytes. */
export interface LogRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Opens the log of an attempt that is about to start: its files move to its folder, a line marks the border.
 * @param onClosed told whether all output is in the log; what is not stays in the attempt's folder
 */
export function openAttemptLog(
  place: AttemptLogPlace,
  capture: Capture,
  clock: Clock,
  hooks: LogHooks,
  onClosed: (isMerged: boolean) => void,
): AttemptLog {
  capture.moveTo(place.dir);
  const { log, from } = beginPart(place, clock);
  const outputs: RawOutput[] = [
    { stream: 'stdout', fd: capture.fds.stdout, offset: 0 },
    { stream: 'stderr', fd: capture.fds.stderr, offset: 0 },
  ];
  const merger = createLogMerger({ ...place, log, outputs, clock, hooks, wasCut: false });
  return {
    from,
    get totalBytes() {
      return log.totalBytes;
    },
    poll: () => merger.merge(false),
    stderrTail: (bytes) => tailOf(capture.fds.stderr, bytes),
    async close() {
      let isMerged = false;
      try {
        await mergeRest(merger);
        merger.countDropped();
        deleteRawFiles(place.dir);
        isMerged = true;
      } finally {
        log.close();
        capture.close();
        onClosed(isMerged);
      }
    },
  };
}

/** Opens the run's log and says in it that the attempt begins. Nothing stays open when the disk refuses. */
function beginPart({ file, attempt }: AttemptLogPlace, clock: Clock): { log: MergedLog; from: number } {
  const log = openMergedLog(file);
  const from = log.totalBytes;
  try {
    log.mark(clock.now(), attemptMark(attempt));
    return { log, from };
  } catch (error) {
    log.close();
    throw error;
  }
}

/**
 * Merges what an attempt left behind when its daemon died. What the log holds already is counted from the log.
 * @param stop when it fires, the rest is left for another time
 * @returns its part of the log; null when nothing was left to merge @throws Error when the disk refuses
 */
export async function settleAttemptLog(
  place: AttemptLogPlace,
  clock: Clock,
  hooks: LogHooks,
  stop?: AbortSignal,
): Promise<LogRange | null> {
  const outputs = openLeftOutput(place.dir);
  if (outputs.length === 0) return null;
  try {
    const log = openMergedLog(place.file);
    try {
      return await settle(place, { log, outputs, clock, hooks, limitBytes: place.limitBytes }, stop);
    } finally {
      log.close();
    }
  } finally {
    for (const { fd } of outputs) closeSync(fd);
  }
}

function openLeftOutput(dir: string): RawOutput[] {
  return rawStreams.flatMap((stream) => {
    const fd = openCaptured(dir, stream);
    return fd === null ? [] : [{ stream, fd, offset: 0 }];
  });
}

async function settle(
  { file, dir, attempt }: AttemptLogPlace,
  parts: Omit<MergerParts, 'wasCut'>,
  stop: AbortSignal | undefined,
): Promise<LogRange | null> {
  const { log, outputs, clock } = parts;
  const merged = await mergedBytesOf(file, attempt);
  const isStopped = () => stop?.aborted === true;
  if (isStopped()) return null;
  const from = merged.from ?? log.totalBytes;
  if (!merged.inside) log.mark(clock.now(), attemptMark(attempt));
  // A last line without a newline got one in the log, so the count may pass the end by one.
  for (const output of outputs) {
    output.offset = Math.min(merged[output.stream], fstatSync(output.fd).size);
  }
  const merger = createLogMerger({ ...parts, wasCut: merged.cut });
  await mergeRest(merger, isStopped);
  if (isStopped()) return null;
  if (!merged.counted) merger.countDropped();
  deleteRawFiles(dir);
  return { from, to: log.totalBytes };
}

async function mergeRest(merger: LogMerger, isStopped = () => false): Promise<void> {
  while (!isStopped() && merger.merge(true) !== 'nothing') await nextTurn();
}
