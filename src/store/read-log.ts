import type { Client } from '../client/client.ts';
import type { Clock } from '../lib/clock.ts';
import { type ConsoleStore, patchDetail } from './console-state.ts';
import type { DetailState } from './detail-state.ts';
import { catchUp, chunkBytes, readInto } from './log-chunks.ts';
import { searchAgain } from './log-search.ts';
import { problemOf } from './problem.ts';
import { createRunLog, type RunLog } from './run-log.ts';

export interface LogReader {
  /** Reads the end of a run's log, or on from where it was read to. */
  open(runId: string): Promise<void>;
  /** The log has grown to this many bytes. */
  grow(runId: string, totalBytes: number): void;
  /** Reads a longer part of the end: somebody scrolls above the first line. */
  readEarlier(): Promise<void>;
  stop(): void;
}

/** A log that grows is read once in so many milliseconds. */
const tickMs = 33;

/** Reads the log of the shown run: one request at a time, whatever the stream tells meanwhile. */
export function createLogReader(store: ConsoleStore, clock: Clock, changed: () => void): LogReader {
  /** The log that a request is under way for. */
  let busy: RunLog | null = null;
  let disarm: (() => void) | null = null;

  const exclusively = async (work: (client: Client, detail: DetailState) => Promise<void>) => {
    const { detail, connection } = store.getState();
    if (detail === null || connection.client === null || busy === detail.log) return;
    const { log } = detail;
    busy = log;
    try {
      await work(connection.client, detail);
      patchDetail(store, detail.runId, { logProblem: null });
    } catch (thrown) {
      patchDetail(store, detail.runId, { logProblem: problemOf(thrown) });
    } finally {
      if (busy === log) busy = null;
    }
  };
  const readSoon = () => {
    disarm ??= clock.after(tickMs, () => {
      disarm = null;
      void readOn();
    });
  };
  const stillShown = (log: RunLog) => () => store.getState().detail?.log === log;
  const readOn = async () => {
    const log = store.getState().detail?.log;
    // The answer on its way may be older than what made us ask.
    if (log !== undefined && busy === log) return readSoon();
    await exclusively(async (client, { runId, log }) => {
      await catchUp(client, runId, log, changed, stillShown(log));
      if (log.nextByte < log.totalBytes) readSoon();
    });
  };

  return {
    async open(runId) {
      if (store.getState().detail?.runId === runId) await readOn();
    },
    grow(runId, totalBytes) {
      const { detail } = store.getState();
      if (detail?.runId !== runId || detail.log.firstByte === null) return;
      detail.log.totalBytes = Math.max(detail.log.totalBytes, totalBytes);
      readSoon();
    },
    stop: () => disarm?.(),
    readEarlier: () =>
      exclusively(async (client, detail) => {
        if (detail.log.firstByte === null || detail.log.firstByte === 0) return;
        const longer = createRunLog();
        longer.nextByte = Math.max(0, detail.log.firstByte - 4 * chunkBytes);
        await readInto(client, detail.runId, longer, detail.log.nextByte, stillShown(detail.log));
        putLonger(store, detail, longer);
        changed();
        // What was told meanwhile was told of the shorter log.
        readSoon();
      }),
  };
}

/** Shows the longer log; the same line stays under the reader's eyes, with a higher number. */
function putLonger(store: ConsoleStore, before: DetailState, longer: RunLog): void {
  const detail = store.getState().detail;
  if (detail?.log !== before.log) return;
  const added = Math.max(0, longer.lines.endLine - before.log.lines.endLine);
  longer.totalBytes = Math.max(longer.totalBytes, before.log.totalBytes);
  patchDetail(store, detail.runId, {
    log: longer,
    logView: { ...detail.logView, top: detail.logView.top + added, seen: detail.logView.seen + added },
    // Its line numbers are those of the shorter log; the same text is looked for in the longer one.
    search: detail.search === null ? null : searchAgain(detail.search, added),
    version: detail.version + 1,
  });
}
