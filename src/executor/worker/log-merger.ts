import type { Clock } from '../../lib/clock.ts';
import type { Found } from './followed.ts';
import { createLineEvents } from './line-events.ts';
import { maxRecordsBytes, type Records, toRecords } from './log-records.ts';
import { cutMark, droppedMark, type MergedLog } from './merged-log.ts';
import { dropBeyond, nextPiece, type RawOutput } from './raw-output.ts';
import type { TaskEvent } from './worker-pool.ts';

/** What is told of the output while it is merged. */
export interface LogHooks {
  /** Structured lines of the output (`src/model/structured-line.ts`), as events. */
  onLines(events: readonly TaskEvent[]): void;
  /** The log has reached its limit, once per attempt. */
  onCut(limitBytes: number): void;
}

/** Moves captured output into a merged log until that has reached its limit. */
export interface LogMerger {
  /**
   * Merges the next piece of each stream.
   * @param ended true when no more output follows, so that a last line without a newline counts
   */
  merge(ended: boolean): Found;
  /** Says in the log how much was not kept, if anything. */
  countDropped(isExact: boolean): void;
}

export interface MergerParts {
  readonly log: MergedLog;
  readonly outputs: readonly RawOutput[];
  /** Bytes that the merged log may have, but for lines of the executor's own. */
  readonly limitBytes: number;
  readonly clock: Clock;
  readonly hooks: LogHooks;
  /** True when the log was cut in this attempt before. */
  readonly wasCut: boolean;
}

export function createLogMerger(parts: MergerParts): LogMerger {
  const { log, outputs, limitBytes, clock, hooks } = parts;
  const lineEvents = createLineEvents(clock);
  let cut = parts.wasCut;
  let dropped = 0;

  function mergeNext(output: RawOutput, ended: boolean): Found {
    const room = cut ? 0 : Math.max(0, limitBytes - log.totalBytes);
    // Records are longer than what they stand for: what is beyond the room cannot get one.
    const droppedNow = dropBeyond(output, room);
    dropped += droppedNow;
    if (cut) return 'nothing';
    const { bytes, isEnd } = nextPiece(output);
    const made = toRecords(bytes, clock.now(), output.stream, ended && isEnd, room);
    put(output, made);
    const isStuck = made.consumed === 0 && droppedNow > 0;
    if (isStuck || (made.full && room <= maxRecordsBytes)) return cutHere();
    if (made.consumed === 0) return 'nothing';
    return made.full || !isEnd ? 'more' : 'new';
  }

  function put(output: RawOutput, { records, consumed, jsonLines }: Records): void {
    log.append(records);
    output.offset += consumed;
    const events = lineEvents.take(jsonLines);
    if (events.length > 0) hooks.onLines(events);
  }

  function cutHere(): Found {
    log.mark(clock.now(), cutMark(limitBytes));
    cut = true;
    hooks.onCut(limitBytes);
    return 'more';
  }

  return {
    merge(ended) {
      const found = outputs.map((output) => mergeNext(output, ended));
      if (found.includes('more')) return 'more';
      return found.includes('new') ? 'new' : 'nothing';
    },
    countDropped(isExact) {
      if (dropped > 0) log.mark(clock.now(), droppedMark(dropped, isExact));
    },
  };
}
