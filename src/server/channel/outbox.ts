import type { ServerMessage, SubscribeMessage } from '../../api/channel.ts';
import { eventToWire } from '../../api/event.ts';
import { runToWire } from '../../api/run.ts';
import type { ExecutorChange } from '../../executor/executor.ts';
import type { RunEvent } from '../../model/event.ts';
import { listedRun } from '../../model/listed-run.ts';
import type { Run } from '../../model/run.ts';

/** What one reader of the channel has not been sent yet. */
export interface Outbox {
  subscribe(wanted: SubscribeMessage['data']): void;
  /** Keeps what this reader wants of a change; true when there is something to send. */
  add(change: ExecutorChange): boolean;
  /** The frames to send now; the outbox is empty afterwards. */
  take(): ServerMessage[];
}

/** Keeps the latest record of each run, and every event of the runs that are followed. */
export function createOutbox(): Outbox {
  let wantsRuns = false;
  let followed: ReadonlySet<string> = new Set();
  const runs = new Map<string, Run>();
  const events = new Map<string, RunEvent[]>();
  const logs = new Map<string, number>();

  return {
    subscribe(wanted) {
      wantsRuns = wanted.runs;
      followed = new Set(wanted.follow);
    },
    add(change) {
      if (change.kind === 'run') {
        runs.set(change.run.id, change.run);
        return true;
      }
      if (change.kind === 'event') {
        const { event } = change;
        if (!followed.has(event.runId)) return false;
        const kept = events.get(event.runId);
        if (kept === undefined) events.set(event.runId, [event]);
        else kept.push(event);
        return true;
      }
      if (!followed.has(change.runId)) return false;
      logs.set(change.runId, change.totalBytes);
      return true;
    },
    take() {
      const frames = [
        ...[...runs.values()].map(entityUpdated),
        ...(wantsRuns && runs.size > 0 ? [runsChanged([...runs.values()])] : []),
        ...[...events].map(([runId, list]) => runEvents(runId, list)),
        ...[...logs].map(([runId, totalBytes]) => runLog(runId, totalBytes)),
      ];
      runs.clear();
      events.clear();
      logs.clear();
      return frames;
    },
  };
}

function entityUpdated(run: Run): ServerMessage {
  const data = { entity: 'run', id: run.id, version: run.version ?? 0, status: run.status } as const;
  return { type: 'entity_updated', data };
}

function runsChanged(runs: readonly Run[]): ServerMessage {
  return { type: 'runs_changed', data: { runs: runs.map((run) => runToWire(listedRun(run))) } };
}

function runEvents(runId: string, events: readonly RunEvent[]): ServerMessage {
  return { type: 'run_events', data: { run_id: runId, events: events.map(eventToWire) } };
}

function runLog(runId: string, totalBytes: number): ServerMessage {
  return { type: 'run_log', data: { run_id: runId, total_bytes: totalBytes } };
}
