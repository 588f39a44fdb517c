import { UserError } from '../../model/errors.ts';
import type { Run } from '../../model/run.ts';
import { isTerminal } from '../../model/run-status.ts';
import type { WatchHandlers } from '../client.ts';
import { type FollowedRun, followedRun } from './followed-run.ts';
import type { WatchBase } from './watch-base.ts';

/** Finds out by asking again and again what a channel would tell. */
export interface Poller {
  start(): void;
  stop(): void;
  /** Asks at once instead of at the next time. */
  hurry(): void;
  /** Replaces the runs whose events and log growth are asked for. */
  follow(runIds: readonly string[]): void;
}

const newestRuns = 100;
const newestRunsOnSlowLinks = 40;
/** Active runs that are no longer among the newest are read one by one: this many at most. */
const maxSingleReads = 20;

type PollerBase = Pick<WatchBase, 'clock' | 'pace' | 'runs' | 'seenSchedules'>;

/** @param onFailure told when asking fails; the poller has stopped then */
export function createPoller(
  base: PollerBase,
  handlers: Pick<WatchHandlers, 'onRuns' | 'onEvents' | 'onLog' | 'onSchedules'>,
  onFailure: (thrown: unknown) => void,
): Poller {
  let known: ReadonlyMap<string, Run> = new Map();
  let followed: ReadonlyMap<string, FollowedRun> = new Map();
  let rounds = new AbortController();
  let cancelNext = () => {};
  let isWaiting = false;

  const pollRuns = async (signal: AbortSignal) => {
    const current = await readRuns(base, known);
    if (signal.aborted) return;
    const changed = [...current.values()].filter((run) => !sameRecord(run, known.get(run.id)));
    known = current;
    if (changed.length > 0) handlers.onRuns(changed);
  };
  const pollFollowed = async (signal: AbortSignal) => {
    for (const run of followed.values()) {
      const news = await run.read().catch(nullWhereGone);
      if (signal.aborted) return;
      if (news === null) continue;
      const { events, totalBytes } = news;
      if (events.length > 0) handlers.onEvents(run.id, events);
      if (totalBytes !== null) handlers.onLog(run.id, totalBytes);
    }
  };
  const pollSchedules = async (signal: AbortSignal) => {
    if (handlers.onSchedules === undefined) return;
    const changed = await base.seenSchedules.look();
    if (!signal.aborted && changed.length > 0) handlers.onSchedules(changed);
  };
  const poll = async (signal: AbortSignal) => {
    isWaiting = false;
    try {
      await pollRuns(signal);
      await pollFollowed(signal);
      await pollSchedules(signal);
    } catch (thrown) {
      if (!signal.aborted) onFailure(thrown);
      return;
    }
    if (signal.aborted) return;
    cancelNext = base.clock.after(base.pace().pollMs, () => void poll(signal));
    isWaiting = true;
  };

  const stop = () => {
    isWaiting = false;
    rounds.abort();
    cancelNext();
  };

  return {
    start() {
      stop();
      rounds = new AbortController();
      void poll(rounds.signal);
    },
    stop,
    hurry() {
      if (!isWaiting) return;
      cancelNext();
      void poll(rounds.signal);
    },
    follow(runIds) {
      followed = new Map(runIds.map((id) => [id, followed.get(id) ?? followedRun(base, id)]));
    },
  };
}

/** The newest runs, and those that were active when last seen. */
async function readRuns(
  base: PollerBase,
  known: ReadonlyMap<string, Run>,
): Promise<ReadonlyMap<string, Run>> {
  const { items } = await base.runs.list(
    {},
    { limit: base.pace().isSlow ? newestRunsOnSlowLinks : newestRuns },
  );
  const current = new Map(items.map((run) => [run.id, run]));
  const missing = [...known.values()].filter((run) => !isTerminal(run.status) && !current.has(run.id));
  for (const { id } of missing.slice(0, maxSingleReads)) {
    const run = await base.runs.get(id).catch(nullWhereGone);
    if (run !== null) current.set(id, run);
  }
  for (const run of missing.slice(maxSingleReads)) current.set(run.id, run);
  return current;
}

/** A run that the server does not know any more: the link is none the worse for it. */
function nullWhereGone(thrown: unknown): null {
  if (thrown instanceof UserError && thrown.kind === 'not-found') return null;
  throw thrown;
}

function sameRecord(run: Run, before: Run | undefined): boolean {
  return (
    before !== undefined &&
    run.status === before.status &&
    run.updatedAt === before.updatedAt &&
    run.version === before.version
  );
}
