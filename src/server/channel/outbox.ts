import type { ServerMessage, SubscribeMessage } from '../../api/channel.ts';
import { eventToWire } from '../../api/event.ts';
import type { ExecutorChange } from '../../executor/executor.ts';
import type { RunEvent } from '../../model/event.ts';

/** What is told of the runs that a reader follows. */
export type FollowedChange = Exclude<ExecutorChange, { kind: 'run' | 'schedule' }>;

/** What one subscriber has not been sent yet of the runs that it follows. */
export interface Outbox {
  readonly wantsRuns: boolean;
  readonly wantsSchedules: boolean;
  readonly follow: readonly string[];
  add(change: FollowedChange): void;
  /** The frames to send now, `resync` in their place when they are larger; the outbox is empty afterwards. */
  take(maxBytes: number): string[];
  /** Forgets what is in it. */
  clear(): void;
}

/** Events that one frame may have; with more than this waiting all are dropped, and the reader is told to read again. */
const maxEvents = 5000;

/** Tells a reader that it was not told everything. */
export const resync = JSON.stringify({ type: 'resync', data: {} } satisfies ServerMessage);

/** Keeps every event of the runs that are followed, and the newest length of their logs. */
export function createOutbox({ runs: wantsRuns, schedules, follow }: SubscribeMessage['data']): Outbox {
  const events = new Map<string, RunEvent[]>();
  const logs = new Map<string, number>();
  let waiting = 0;
  let overflowed = false;
  const clear = () => {
    events.clear();
    logs.clear();
    waiting = 0;
    overflowed = false;
  };

  return {
    wantsRuns,
    wantsSchedules: schedules === true,
    follow,
    add(change) {
      if (change.kind === 'log') {
        logs.set(change.runId, change.totalBytes);
        return;
      }
      if (++waiting > maxEvents) {
        overflowed = true;
        events.clear();
        waiting = 0;
      }
      const { event } = change;
      const kept = events.get(event.runId);
      if (kept === undefined) events.set(event.runId, [event]);
      else kept.push(event);
    },
    take(maxBytes) {
      const frames = overflowed || bytesIn(events) > maxBytes ? [resync] : framesOf(events, logs);
      clear();
      return frames;
    },
    clear,
  };
}

/** Thousands may follow one run: an event is written once for all of them. */
const writtenEvents = new WeakMap<RunEvent, { readonly text: string; readonly bytes: number }>();

function written(event: RunEvent) {
  const known = writtenEvents.get(event);
  if (known !== undefined) return known;
  const text = JSON.stringify(eventToWire(event));
  const fresh = { text, bytes: Buffer.byteLength(text) };
  writtenEvents.set(event, fresh);
  return fresh;
}

function bytesIn(events: ReadonlyMap<string, readonly RunEvent[]>): number {
  let bytes = 0;
  for (const list of events.values()) for (const event of list) bytes += written(event).bytes;
  return bytes;
}

function framesOf(
  events: ReadonlyMap<string, readonly RunEvent[]>,
  logs: ReadonlyMap<string, number>,
): string[] {
  return [
    ...[...events].map(([runId, list]) => runEvents(runId, list)),
    ...[...logs].map(([runId, totalBytes]) => JSON.stringify(runLog(runId, totalBytes))),
  ];
}

/** The text of a `run_events` message. */
function runEvents(runId: string, events: readonly RunEvent[]): string {
  const texts = events.map((event) => written(event).text);
  return `{"type":"run_events","data":{"run_id":${JSON.stringify(runId)},"events":[${texts.join(',')}]}}`;
}

function runLog(runId: string, totalBytes: number): ServerMessage {
  return { type: 'run_log', data: { run_id: runId, total_bytes: totalBytes } };
}
