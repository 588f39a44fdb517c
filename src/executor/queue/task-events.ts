import type { Clock } from '../../lib/clock.ts';
import { isJsonObject, type JsonValue } from '../../lib/json.ts';
import type { Progress } from '../../model/run.ts';
import type { TaskEvent } from '../worker/worker-pool.ts';
import { clipJson, clipText } from './clip.ts';
import type { EventDraft } from './ledger.ts';

/** Bounds of what a target may put into one event. */
const maxType = 128;
const maxMessage = 4096;
const maxPayloadBytes = 65_536;

/** A target may report progress as often as it likes; it is written at most so often, the newest wins. */
const progressIntervalMs = 200;

/** Takes the events of one attempt, in order. */
export interface TaskEvents {
  take(event: TaskEvent): void;
  /** Writes what is held back and takes no more. */
  close(): void;
}

export interface TaskEventSink {
  writeEvent(event: EventDraft): void;
  writeProgress(progress: Progress, event: EventDraft): void;
}

export function createTaskEvents(clock: Clock, sink: TaskEventSink): TaskEvents {
  let closed = false;
  let heldBack: (() => void) | null = null;
  let stopTimer: (() => void) | null = null;
  let writtenAt = Number.NEGATIVE_INFINITY;

  const flush = () => {
    stopTimer?.();
    stopTimer = null;
    if (heldBack === null) return;
    writtenAt = clock.now();
    heldBack();
    heldBack = null;
  };

  return {
    take(event) {
      if (closed) return;
      const draft = draftOf(event);
      const progress = event.type === 'progress' ? progressIn(event.payload) : null;
      if (progress === null) return sink.writeEvent(draft);
      heldBack = () => sink.writeProgress(progress, draft);
      const passedMs = clock.now() - writtenAt;
      // Negative where the machine's clock was set back: the wait must not last until it has caught up.
      if (passedMs < 0 || passedMs >= progressIntervalMs) flush();
      else stopTimer ??= clock.after(progressIntervalMs - passedMs, flush);
    },
    close() {
      flush();
      closed = true;
    },
  };
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
