import type { Clock } from '../../lib/clock.ts';
import { isJsonObject, type JsonValue } from '../../lib/json.ts';
import type { Progress } from '../../model/run.ts';
import type { TargetShare } from '../storage/events-table.ts';
import type { TaskEvent } from '../worker/worker-pool.ts';
import { clipJson, clipText } from './clip.ts';
import type { EventEntry } from './event-entry.ts';
import { createEventQuota } from './event-quota.ts';
import type { EventDraft } from './ledger.ts';

/** Bounds of what a target may put into one event. */
const maxType = 128;
const maxMessage = 4096;
const maxPayloadBytes = 65_536;

/** A target may report progress as often as it likes; it is written at most so often, the newest wins. */
const progressIntervalMs = 200;

/** Takes the events of one attempt, in order. */
export interface TaskEvents {
  /**
   * Writes events in one transaction.
   * @param takenBytes up to where in the attempt's event file they reach
   * @returns a promise that resolves when they are durable, unless there was nothing to write @throws UserError `storage`
   */
  take(events: readonly TaskEvent[], takenBytes: number): Promise<void> | void;
  /** Says in the run's events that its log was cut. */
  cutLog(limitBytes: number): void;
  /** Writes what is held back and takes no more. */
  close(): void;
}

export interface TaskEventSink {
  /** What the run has from its target by now. */
  share(): TargetShare;
  /** All in one transaction, together with how far the event file was taken. @throws UserError `storage` */
  write(entries: readonly EventEntry[], takenBytes: number): Promise<void>;
}

/** @param maxEvents how many events the target may add to its run, over all attempts */
export function createTaskEvents(clock: Clock, sink: TaskEventSink, maxEvents: number): TaskEvents {
  const quota = createEventQuota(sink, maxEvents);
  let closed = false;
  let heldBack: EventEntry | null = null;
  let stopTimer: (() => void) | null = null;
  let writtenAt = Number.NEGATIVE_INFINITY;

  /** What has nobody who waits for it: a storage that fails is reported by whoever needs an answer from it. */
  const writeAside = (entries: readonly EventEntry[]) => void sink.write(entries, 0).catch(() => undefined);

  const takeHeldBack = (): EventEntry[] => {
    stopTimer?.();
    stopTimer = null;
    if (heldBack === null) return [];
    const entry = heldBack;
    heldBack = null;
    writtenAt = clock.now();
    return quota.admit([entry]);
  };

  const flush = () => {
    const entries = takeHeldBack();
    if (entries.length > 0) writeAside(entries);
  };

  /** What is to be written now for an event. */
  const entriesFor = (event: TaskEvent): EventEntry[] => {
    const progress = event.type === 'progress' ? progressIn(event.payload) : null;
    const entry = { event: draftOf(event), progress };
    if (progress === null) return quota.admit([entry]);
    heldBack = entry;
    const passedMs = clock.now() - writtenAt;
    // Negative where the machine's clock was set back: the wait must not last until it has caught up.
    if (passedMs < 0 || passedMs >= progressIntervalMs) return takeHeldBack();
    stopTimer ??= clock.after(progressIntervalMs - passedMs, flush);
    return [];
  };

  return {
    take(events, takenBytes) {
      if (closed) return;
      const entries = events.flatMap(entriesFor);
      if (entries.length === 0) return;
      return sink.write(entries, takenBytes).catch((error: unknown) => {
        quota.giveBack(entries);
        throw error;
      });
    },
    cutLog(limitBytes) {
      if (!closed) writeAside([{ event: logCut(limitBytes), progress: null }]);
    },
    close() {
      flush();
      closed = true;
    },
  };
}

function logCut(limitBytes: number): EventDraft {
  const message = `The log reached its limit of ${Math.ceil(limitBytes / 1_048_576)} MB; further output is not kept`;
  return { type: 'run.cut', level: 'warn', message, payload: { what: 'log', limit_bytes: limitBytes } };
}

/** Types below `run.` are the executor's own words: a target cannot forge them. */
function draftOf(event: TaskEvent): EventDraft {
  const type = event.type.startsWith('run.') ? `task.${event.type}` : event.type;
  return {
    type: clipText(type, maxType),
    level: event.level,
    message: clipText(event.message, maxMessage),
    payload: clipJson(event.payload, maxPayloadBytes),
  };
}

/** Progress as `ctx.progress(done, total, note)` sends it; null for any other shape. */
function progressIn(payload: JsonValue): Progress | null {
  if (!isJsonObject(payload)) return null;
  const { done, total, note = null } = payload;
  if (typeof done !== 'number' || typeof total !== 'number') return null;
  return { done, total, note: typeof note === 'string' ? clipText(note, 200) : null };
}
