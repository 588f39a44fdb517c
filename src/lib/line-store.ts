import { chunkHeldBytes, createChunk, type LineChunk } from './line-chunk.ts';

/**
 * Lines of text in chunks of bytes: no object and no string per line, so that a million lines cost little more
 * than their bytes and the garbage collector never walks them. Lines keep their number for good; when there are
 * too many, the oldest go, a whole chunk at a time.
 */
export interface LineStore {
  /** Number of the oldest line that is kept. */
  readonly firstLine: number;
  /** One past the number of the newest complete line. */
  readonly endLine: number;
  /** Bytes of memory that the lines take, whole chunks counted. */
  readonly heldBytes: number;
  /** Adds text; a line that has no line feed yet waits for its rest. */
  append(text: string | Uint8Array): void;
  /** Ends a line that waits for its rest, as at the end of a run's output. */
  endPartialLine(): void;
  /** The line without its line feed; empty when it is not kept. */
  line(number: number): string;
  /**
   * Looks for a line, for `budgetMs` at most, so that no key waits; go on from `next` in a later turn.
   * @param from the first line looked at, inclusive
   * @param direction -1 looks at older lines
   */
  find(pattern: RegExp, from: number, direction: -1 | 1, budgetMs: number): Found;
  clear(): void;
}

/** What a slice of a search came to. */
export interface Found {
  /** Number of the line found; null when there is none in what was looked at. */
  readonly line: number | null;
  /** Where to go on; null when every line was looked at. */
  readonly next: number | null;
}

const lineFeed = 10;
// A line that never ends must not fill the memory: it is broken here.
const longestLine = 256 * 1024;
/** How many lines are looked at between two looks at the clock. */
const linesPerLook = 256;

/**
 * @param maxLines the number of lines that is kept; a chunk more at times
 * @param maxBytes the memory that they may take, to the chunk
 */
export function createLineStore(maxLines: number, maxBytes = Number.POSITIVE_INFINITY): LineStore {
  let chunks: LineChunk[] = [createChunk(0)];
  let end = 0;
  let partial: Buffer = Buffer.alloc(0);

  function addLine(bytes: Buffer): void {
    if (!lastChunk().add(bytes)) {
      chunks.push(createChunk(end));
      lastChunk().add(bytes);
      while (end - (chunks[1]?.firstLine ?? end) >= maxLines) chunks.shift();
      while (chunks.length > 1 && chunks.length * chunkHeldBytes > maxBytes) chunks.shift();
    }
    end++;
  }

  function lastChunk(): LineChunk {
    return chunks.at(-1) ?? createChunk(end);
  }

  function chunkOf(number: number): LineChunk | undefined {
    let low = 0;
    let high = chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((chunks[middle]?.firstLine ?? 0) <= number) low = middle;
      else high = middle - 1;
    }
    return chunks[low];
  }

  const store: LineStore = {
    get firstLine() {
      return chunks[0]?.firstLine ?? 0;
    },
    get endLine() {
      return end;
    },
    get heldBytes() {
      return chunks.length * chunkHeldBytes + partial.length;
    },
    append(text) {
      let rest = partial.length === 0 ? Buffer.from(text) : Buffer.concat([partial, Buffer.from(text)]);
      for (let at = rest.indexOf(lineFeed); at >= 0; at = rest.indexOf(lineFeed)) {
        addBroken(rest.subarray(0, at), addLine);
        rest = rest.subarray(at + 1);
      }
      for (; rest.length > longestLine; rest = rest.subarray(longestLine))
        addLine(rest.subarray(0, longestLine));
      // A copy: the caller's buffer may be large and is not to be kept alive by its last bytes.
      partial = Buffer.from(rest);
    },
    endPartialLine() {
      if (partial.length > 0) addLine(partial);
      partial = Buffer.alloc(0);
    },
    line(number) {
      return number < store.firstLine || number >= end ? '' : (chunkOf(number)?.line(number) ?? '');
    },
    find(pattern, from, direction, budgetMs) {
      const until = performance.now() + budgetMs;
      const isOutside = (number: number) => number < store.firstLine || number >= end;
      let number = Math.max(store.firstLine, Math.min(from, end - 1));
      for (let looked = 1; !isOutside(number); number += direction, looked++) {
        pattern.lastIndex = 0;
        const isMatch = pattern.test(store.line(number));
        const next = isOutside(number + direction) ? null : number + direction;
        if (isMatch) return { line: number, next };
        if (looked % linesPerLook === 0 && performance.now() >= until) return { line: null, next };
      }
      return { line: null, next: null };
    },
    clear() {
      chunks = [createChunk(end)];
      partial = Buffer.alloc(0);
    },
  };
  return store;
}

/** Adds a line, broken into several where it is too long. */
function addBroken(line: Buffer, add: (bytes: Buffer) => void): void {
  let rest = line;
  for (; rest.length > longestLine; rest = rest.subarray(longestLine)) add(rest.subarray(0, longestLine));
  add(rest);
}
