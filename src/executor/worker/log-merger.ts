import type { Clock } from '../../lib/clock.ts';
import type { Found } from './followed.ts';
import { createLineEvents } from './line-events.ts';
import { maxRecordsBytes, type Records, toRecords } from './log-records.ts';
import { cutMark, droppedMark, type MergedLog } from './merged-log.ts';
import { dropSurplus, nextPiece, type RawOutput, type Surplus } from './raw-output.ts';
import type { TaskEvent } from './worker-pool.ts';

/** What is told of the output while it is merged. */
export interface LogHooks {
  /** Structured lines of the output (`src/model/structured-line.ts`), as events. */
  onLines(events: readonly TaskEvent[]): void;
  /** The log has reached its limit, once per attempt. */
  onCut(limitBytes: number): void;
}

/** Bytes that a captured stream may have above what can still be kept. */
const maxSurplus = 1_048_576;

/** Moves captured output into a merged log until that has reached its limit. */
export interface LogMerger {
  /**
   * Merges the next piece of each stream.
   * @param ended true when no more output follows, so that a last line without a newline counts
   */
  merge(ended: boolean): Found;
  /** Says in the log how much was not kept at least, if anything. */
  countDropped(): void;
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
    const surplus = dropSurplus(output, room, ended ? 0 : maxSurplus);
    if (surplus.isDropped) dropped += surplus.bytes;
    if (cut) return 'nothing';
    const { bytes, isEnd } = nextPiece(output);
    const made = toRecords(bytes, clock.now(), output.stream, ended && isEnd, room);
    put(output, made);
    return isAtLimit(made, room, surplus) ? cutHere() : foundIn(made, isEnd);
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
    countDropped() {
      if (dropped > 0) log.mark(clock.now(), droppedMark(dropped));
    },
  };
}

/** True when the next record has no room, or when a line that has not ended yet is too long for it. */
function isAtLimit({ full, consumed }: Records, room: number, surplus: Surplus): boolean {
  return (full && room <= maxRecordsBytes) || (consumed === 0 && surplus.bytes > 0);
}

function foundIn({ full, consumed }: Records, isEnd: boolean): Found {
  if (consumed === 0) return 'nothing';
  return full || !isEnd ? 'more' : 'new';
}
