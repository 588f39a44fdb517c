/** A stretch of consecutive lines in one buffer. */
export interface LineChunk {
  /** Number of its first line. */
  readonly firstLine: number;
  /** Adds a line; false when there is no room left. */
  add(bytes: Uint8Array): boolean;
  /** The text of a line of this chunk, by its number. Broken UTF-8 becomes U+FFFD. */
  line(number: number): string;
}

const chunkBytes = 256 * 1024;
const chunkLines = 8192;
/** What one chunk takes, however full it is. */
export const chunkHeldBytes = chunkBytes + 4 * (chunkLines + 1);

export function createChunk(firstLine: number): LineChunk {
  // Not from Node's pool: a chunk is freed as a whole when it is dropped.
  const bytes = Buffer.allocUnsafeSlow(chunkBytes);
  const starts = new Uint32Array(chunkLines + 1);
  let count = 0;
  let used = 0;
  return {
    firstLine,
    add(line) {
      if (count === chunkLines || used + line.length > chunkBytes) return false;
      bytes.set(line, used);
      used += line.length;
      starts[++count] = used;
      return true;
    },
    line(number) {
      const index = number - firstLine;
      if (index < 0 || index >= count) return '';
      return bytes.toString('utf8', starts[index], starts[index + 1]);
    },
  };
}
