import type { ServerMessage } from '../../api/channel.ts';
import { eventFromWire } from '../../api/event.ts';
import { runFromWire } from '../../api/run.ts';
import type { WatchHandlers } from '../client.ts';

/** Hands a frame of the channel to the handler it is for. */
export function deliver(message: ServerMessage, handlers: WatchHandlers): void {
  if (message.type === 'runs_changed') handlers.onRuns(message.data.runs.map(runFromWire));
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
