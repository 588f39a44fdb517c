import type { Client } from '../client/client.ts';
import type { Clock } from '../lib/clock.ts';
import type { ConsoleState, ConsoleStore } from './console-state.ts';
import { catchUp, readEarlier } from './log-chunks.ts';
import { problemOf } from './problem.ts';
import { endByte, type RunLog } from './run-log.ts';

export interface LogReader {
  /** Reads the end of a run's log, or on from where it was read to. */
  open(runId: string): Promise<void>;
  /** The log has grown to this many bytes. */
  grow(runId: string, totalBytes: number): void;
  /** Reads the part above the first line; answers whether that brought lines. */
  readEarlier(log: RunLog): Promise<boolean>;
  /** The screen is not held still any more: reads what has grown meanwhile. */
  letGo(): void;
  stop(): void;
}

/** A log that grows is read once in so many milliseconds. */
const tickMs = 33;
/** The same at the end of a slow link. */
const slowTickMs = 2_000;

/**
 * Reads the logs that are shown: one request at a time for each, whatever the stream tells meanwhile.
 * @param shownIn the logs that are shown now; no other one is read on
 */
export function createLogReader(
  store: ConsoleStore,
  clock: Clock,
  shownIn: (state: ConsoleState) => readonly RunLog[],
  changed: (log: RunLog) => void,
): LogReader {
  /** Logs that a request is under way for, with what ends then. */
  const busy = new Map<RunLog, Promise<void>>();
  /** Logs that are to be read on at the next tick. */
  const grown = new Set<RunLog>();
  let disarm: (() => void) | null = null;

  const isShown = (log: RunLog) => shownIn(store.getState()).includes(log);
  const exclusively = async <Result>(log: RunLog, work: (client: Client) => Promise<Result>) => {
    const { client } = store.getState().connection;
    if (client === null || busy.has(log)) return null;
    const { promise, resolve } = Promise.withResolvers<void>();
    busy.set(log, promise);
    try {
      const result = await work(client);
      log.problem = null;
      return result;
    } catch (thrown) {
      log.problem = problemOf(thrown);
      changed(log);
      return null;
    } finally {
      busy.delete(log);
      resolve();
    }
  };
  const readSoon = (log: RunLog) => {
    grown.add(log);
    armTick();
  };
  const armTick = () => {
    const { isSlow } = store.getState().connection;
    disarm ??= clock.after(isSlow ? slowTickMs : tickMs, () => {
      disarm = null;
      // What comes while the screen is held still waits until it is let go.
      if (store.getState().held) return;
      const logs = [...grown];
      grown.clear();
      for (const one of logs) if (isShown(one)) void readOn(one);
    });
  };
  const readOn = async (log: RunLog) => {
    // The answer on its way may be older than what made us ask.
    if (busy.has(log)) return readSoon(log);
    await exclusively(log, async (client) => {
      const told = () => {
        log.grewAt = clock.now();
        changed(log);
      };
      await catchUp(client, log, told, () => isShown(log));
      if (log.nextByte < endByte(log)) readSoon(log);
    });
  };
  const logsOf = (runId: string) => shownIn(store.getState()).filter((log) => log.runId === runId);

  return {
    async open(runId) {
      await Promise.all(logsOf(runId).map(readOn));
    },
    grow(runId, totalBytes) {
      for (const log of logsOf(runId)) {
        log.totalBytes = Math.max(log.totalBytes, totalBytes);
        // Also when that much has been read: what grows goes on growing, and is told of later than it is there.
        if (log.firstByte !== null && log.nextByte < log.part.to) readSoon(log);
      }
    },
    async readEarlier(log) {
      // A log that grows is read all the time: its older parts take their turn.
      for (let other = busy.get(log); other !== undefined; other = busy.get(log)) await other;
      const brought = await exclusively(log, (client) => readEarlier(client, log));
      if (brought === true) changed(log);
      return brought === true;
    },
    letGo() {
      if (grown.size > 0) armTick();
    },
    stop: () => disarm?.(),
  };
}
