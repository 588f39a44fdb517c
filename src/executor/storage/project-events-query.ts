import type { DatabaseSync } from 'node:sqlite';
import type { EventLevel, RunEvent } from '../../model/event.ts';
import { integer, type Row, text } from './columns.ts';
import { eventFromRow } from './events-table.ts';

/** Which events to read over all runs. Ids are exclusive, times (epoch milliseconds) inclusive. */
export interface ProjectEventRange {
  readonly afterId: number;
  readonly beforeId: number;
  readonly from: number;
  readonly to: number;
  readonly limit: number;
  readonly newestFirst: boolean;
  readonly level: EventLevel | undefined;
  /** Found in the message, any case. */
  readonly text: string | undefined;
}

export interface FoundEvents {
  readonly events: readonly RunEvent[];
  /** Rows looked at: `maxScanned` at most, however few of them fit. */
  readonly scanned: number;
  /** Where to go on; null when there is nothing more. */
  readonly nextId: number | null;
}

/** The events of all runs, by time. */
export interface ProjectEventsQuery {
  read(range: ProjectEventRange): FoundEvents;
}

/** About 20 ms of reading: the event loop stands still meanwhile. */
export const maxScanned = 20_000;

/**
 * Event numbers grow with time but for moments when the clock is set back. Up to this long a step back
 * hides no event; after a longer one those within it may be missing from a search by time.
 */
const clockStepMs = 60_000;

export function createProjectEventsQuery(db: DatabaseSync): ProjectEventsQuery {
  const seqAt = createSeqSearch(db);
  const scan = 'SELECT seq, level, message, created_at FROM events WHERE seq > ? AND seq < ? ORDER BY seq';
  const forward = db.prepare(`${scan} LIMIT ${maxScanned + 1}`);
  const backward = db.prepare(`${scan} DESC LIMIT ${maxScanned + 1}`);
  const one = db.prepare('SELECT * FROM events WHERE seq = ?');

  return {
    read(range) {
      const after = Math.max(range.afterId, seqAt(range.from - clockStepMs) - 1);
      const before = Math.min(range.beforeId, seqAt(range.to + clockStepMs + 1));
      const fits = filterOf(range);
      const found: number[] = [];
      let scanned = 0;
      let last: number | null = null;
      for (const row of (range.newestFirst ? backward : forward).iterate(after, before)) {
        if (found.length === range.limit || scanned === maxScanned) return page(found, scanned, last);
        scanned++;
        last = integer(row, 'seq');
        if (fits(row)) found.push(last);
      }
      return page(found, scanned, null);
    },
  };

  function page(seqs: readonly number[], scanned: number, nextId: number | null): FoundEvents {
    const rows = seqs.map((seq) => one.get(seq)).filter((row) => row !== undefined);
    return { events: rows.map(eventFromRow), scanned, nextId };
  }
}

/** Answers the first event number at or after a time, without reading all: one past the last when there is none. */
function createSeqSearch(db: DatabaseSync): (at: number) => number {
  // Two questions: SQLite looks at the ends of the index for one of them, and reads all rows for both at once.
  const ends = db.prepare(
    `SELECT coalesce((SELECT min(seq) FROM events), 1) AS first,
       coalesce((SELECT max(seq) FROM events), 0) AS last`,
  );
  const next = db.prepare('SELECT seq, created_at FROM events WHERE seq >= ? ORDER BY seq LIMIT 1');
  return (at) => {
    const bounds = ends.get() ?? {};
    let low = integer(bounds, 'first');
    let high = integer(bounds, 'last') + 1;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const row = next.get(middle);
      if (row === undefined || integer(row, 'created_at') >= at) high = middle;
      else low = integer(row, 'seq') + 1;
    }
    return low;
  };
}

function filterOf({ from, to, level, text: wanted }: ProjectEventRange): (row: Row) => boolean {
  const part = wanted?.toLowerCase();
  return (row) => {
    const at = integer(row, 'created_at');
    if (at < from || at > to) return false;
    if (level !== undefined && row['level'] !== level) return false;
    return part === undefined || text(row, 'message').toLowerCase().includes(part);
  };
}
