/** What rows are ordered by; null comes last in both directions. */
export type SortKey = number | string | null;

export interface SortedEntry {
  readonly id: string;
  readonly key: SortKey;
  /** Decides between equal keys, the greater one first: a time of creation. */
  readonly tie: string;
}

/**
 * Entries in the order of their keys, changed in place. Each keeps the key that it was placed with, so that it is
 * found by binary search whatever has become of the thing it stands for.
 */
export interface SortedRows {
  readonly descending: boolean;
  readonly entries: SortedEntry[];
  readonly byId: Map<string, SortedEntry>;
}

export function createSortedRows(descending: boolean): SortedRows {
  return { descending, entries: [], byId: new Map() };
}

/** The row of an entry, -1 when there is none with this id. */
export function sortedRowOf(rows: SortedRows, id: string): number {
  const entry = rows.byId.get(id);
  return entry === undefined ? -1 : placeFor(rows, entry);
}

/** Puts an entry where it belongs, and takes away the one that had its id. */
export function putEntry(rows: SortedRows, entry: SortedEntry): void {
  const known = rows.byId.get(entry.id);
  if (known !== undefined) {
    if (known.key === entry.key && known.tie === entry.tie) return;
    rows.entries.splice(placeFor(rows, known), 1);
  }
  rows.byId.set(entry.id, entry);
  rows.entries.splice(placeFor(rows, entry), 0, entry);
}

export function dropEntry(rows: SortedRows, id: string): void {
  const known = rows.byId.get(id);
  if (known === undefined) return;
  rows.entries.splice(placeFor(rows, known), 1);
  rows.byId.delete(id);
}

const mergedChunk = 2_000;

/**
 * Fills empty rows with many entries, in pieces: whoever runs this may do something else after each `yield`.
 * @param pieces the entries, a handful at a time
 */
export function* fillSorted(rows: SortedRows, pieces: Iterable<SortedEntry[]>): Generator<void, void> {
  const order = compareEntries(rows.descending);
  let sorted: SortedEntry[][] = [];
  for (const piece of pieces) {
    for (const entry of piece) rows.byId.set(entry.id, entry);
    if (piece.length > 0) sorted.push(piece.sort(order));
    yield;
  }
  while (sorted.length > 1) {
    const merged: SortedEntry[][] = [];
    for (let index = 0; index < sorted.length; index += 2) {
      merged.push(yield* mergeEntries(sorted[index] ?? [], sorted[index + 1] ?? [], order));
      // Short ones are merged without a pause, and at first there are many of them.
      yield;
    }
    sorted = merged;
  }
  for (const entry of sorted[0] ?? []) {
    rows.entries.push(entry);
    if (rows.entries.length % mergedChunk === 0) yield;
  }
}

type Order = (left: SortedEntry, right: SortedEntry) => number;

function* mergeEntries(
  left: readonly SortedEntry[],
  right: readonly SortedEntry[],
  order: Order,
): Generator<void, SortedEntry[]> {
  if (right.length === 0) return [...left];
  // As long as it will be: an array that grows is copied again and again.
  const merged = new Array<SortedEntry>(left.length + right.length);
  let at = 0;
  let other = right[0];
  let length = 0;
  for (const entry of left) {
    while (other !== undefined && order(other, entry) < 0) {
      merged[length++] = other;
      other = right[++at];
    }
    merged[length++] = entry;
    if (length % mergedChunk === 0) yield;
  }
  for (; other !== undefined; other = right[++at]) {
    merged[length++] = other;
    if (length % mergedChunk === 0) yield;
  }
  return merged;
}

/** First place whose entry does not come before this one. */
function placeFor(rows: SortedRows, entry: SortedEntry): number {
  const order = compareEntries(rows.descending);
  let low = 0;
  let high = rows.entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const other = rows.entries[middle];
    if (other !== undefined && order(other, entry) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compareEntries(descending: boolean): Order {
  return descending ? downward : upward;
}

const upward: Order = (left, right) => compareKeys(left, right, 1);
const downward: Order = (left, right) => compareKeys(left, right, -1);

function compareKeys(left: SortedEntry, right: SortedEntry, sign: 1 | -1): number {
  if (left.key !== right.key) {
    if (left.key === null) return 1;
    if (right.key === null) return -1;
    return left.key < right.key ? -sign : sign;
  }
  if (left.tie !== right.tie) return left.tie < right.tie ? 1 : -1;
  if (left.id === right.id) return 0;
  return left.id < right.id ? 1 : -1;
}
