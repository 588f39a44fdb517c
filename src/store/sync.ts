import type { Client, Watch, WatchHandlers } from '../client/client.ts';
import type { Clock } from '../lib/clock.ts';
import type { Run } from '../model/run.ts';
import { applyPending } from './apply-pending.ts';
import { type ConsoleState, type ConsoleStore, patchSlice } from './console-state.ts';
import { collectEvents, collectRuns, isEmpty, noPending } from './pending-changes.ts';

/** Milliseconds between two changes of what the screen shows, however fast the stream is. */
const tickMs = 33;
/** The same at the end of a slow link: a list, and a run that is looked at. */
const slowTickMs = 10_000;
const slowDetailTickMs = 1_000;

export interface SyncReactions {
  /** The log of the followed run has grown. */
  onLog(runId: string, totalBytes: number): void;
  /** What was read of these runs before may lack events and log lines. */
  onFollowed(runIds: readonly string[]): void;
  /** Changes were missed: read the lists again. */
  onResync(): void;
  /** The server does not take the token. */
  onRefused(): void;
  /** Runs were brought into the list; `countsUnsure`: the counts cannot be derived from that. */
  onRunsApplied(countsUnsure: boolean): void;
}

/** The one way from the stream of changes into the store. */
export interface Sync {
  /** Listens to this client, and no longer to the one before. */
  begin(client: Client): void;
  /** The runs whose events and log growth are wanted. */
  follow(runIds: readonly string[]): void;
  /** A record that an answer brought; it goes the same way as those of the stream. */
  offer(runs: readonly Run[]): void;
  /** While held, changes are collected and not shown. */
  hold(held: boolean): void;
  /** Shows what has been collected in the next tick, however slow the link is. */
  hurry(): void;
  reconnect(): void;
  stop(): void;
}

function tickOf({ connection, detail }: ConsoleState): number {
  if (!connection.isSlow) return tickMs;
  return detail === null ? slowTickMs : slowDetailTickMs;
}

/** Collects changes and brings them into the store as one `setState` per tick; no timer runs without data. */
export function createSync(store: ConsoleStore, clock: Clock, reactions: SyncReactions): Sync {
  let watch: Watch | null = null;
  let followed: readonly string[] = [];
  let pending = noPending();
  let disarm: (() => void) | null = null;
  let dueAt = 0;
  let held = false;

  const arm = (delayMs = tickOf(store.getState())) => {
    if (held || (disarm !== null && dueAt <= clock.now() + delayMs)) return;
    disarm?.();
    dueAt = clock.now() + delayMs;
    disarm = clock.after(delayMs, flush);
  };
  const flush = () => {
    disarm = null;
    if (isEmpty(pending)) return;
    const collected = pending;
    pending = noPending();
    const { change, countsUnsure } = applyPending(store.getState(), collected, clock.now());
    store.setState(change);
    if (collected.overflowed) reactions.onResync();
    else if (collected.runs.size > 0) reactions.onRunsApplied(countsUnsure);
  };
  const handlers: WatchHandlers = {
    onLink(link) {
      patchSlice(store, 'connection', { link });
      if (link.kind === 'refused') reactions.onRefused();
    },
    onRuns(runs) {
      collectRuns(pending, runs);
      arm();
    },
    onEvents(runId, events) {
      collectEvents(pending, runId, events);
      arm();
    },
    onSchedules(ids) {
      for (const id of ids) pending.schedules.add(id);
      arm();
    },
    onLog: reactions.onLog,
    onFollowed: reactions.onFollowed,
    onResync: reactions.onResync,
  };

  return {
    begin(client) {
      watch?.close();
      watch = client.watch(handlers);
      watch.follow(followed);
    },
    follow(runIds) {
      followed = runIds;
      watch?.follow(runIds);
    },
    offer(runs) {
      collectRuns(pending, runs);
      arm(tickMs);
    },
    hurry: () => isEmpty(pending) || arm(tickMs),
    hold(next) {
      held = next;
      if (!held) return arm();
      disarm?.();
      disarm = null;
    },
    reconnect: () => watch?.reconnect(),
    stop() {
      disarm?.();
      watch?.close();
      watch = null;
    },
  };
}
