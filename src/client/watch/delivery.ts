import type { ServerMessage } from '../../api/channel.ts';
import { eventFromWire } from '../../api/event.ts';
import { runFromWire } from '../../api/run.ts';
import type { WatchHandlers } from '../client.ts';

/** Hands the frames of a channel to the handlers they are for. */
export interface Delivery {
  /** A channel was opened; it tells everything as soon as it has confirmed the first subscription. */
  begin(): void;
  take(message: ServerMessage): void;
  /** Nothing is handed on any more. */
  end(): void;
}

export function createDelivery(handlers: WatchHandlers): Delivery {
  let complete = false;
  let ended = false;
  return {
    end() {
      ended = true;
    },
    begin() {
      complete = false;
    },
    take(message) {
      if (ended) return;
      if (message.type !== 'subscribed') return deliver(message, handlers);
      if (complete) handlers.onFollowed(message.data.follow);
      // What happened before the confirmation was not told, however early it was asked for.
      else handlers.onResync();
      complete = true;
    },
  };
}

function deliver(message: ServerMessage, handlers: WatchHandlers): void {
  if (message.type === 'runs_changed') handlers.onRuns(message.data.runs.map(runFromWire));
  if (message.type === 'schedules_changed') handlers.onSchedules?.(message.data.ids);
  if (message.type === 'run_events') {
    const { run_id: runId, events } = message.data;
    handlers.onEvents(
      runId,
      events.map((event) => eventFromWire(event, runId)),
    );
  }
  if (message.type === 'run_log') handlers.onLog(message.data.run_id, message.data.total_bytes);
  if (message.type === 'resync') handlers.onResync();
}
