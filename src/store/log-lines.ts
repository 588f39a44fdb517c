import { createLineStore, type LineStore } from '../lib/line-store.ts';
import type { LineSource } from './line-source.ts';

/** What is kept of a log at most; the oldest lines go first. */
export const maxLogLines = 1_000_000;
export const maxLogBytes = 256 * 1024 * 1024;

/** The lines of a log: it grows at its end, and at its start when older parts are read. */
export interface LogLines extends LineSource {
  /** Adds text at the end; a line without a line feed waits for its rest. */
  append(text: string | Uint8Array): void;
  /** Puts whole lines before the first one. */
  prepend(text: string): void;
  /** True when no older line can be kept. */
  readonly isFull: boolean;
  /** Bytes that are held for all that. */
  readonly heldBytes: number;
  clear(): void;
}

interface Segment {
  readonly first: number;
  readonly lines: LineStore;
}

export function createLogLines(maxLines = maxLogLines, maxBytes = maxLogBytes): LogLines {
  const end = createLineStore(maxLines, maxBytes);
  /** Older parts, the oldest last. */
  let older: Segment[] = [];
  /** The number that lines began with at the last `clear`. */
  let base = 0;

  const oldest = () => older.at(-1)?.first ?? end.firstLine;
  const heldBytes = () => older.reduce((sum, { lines }) => sum + lines.heldBytes, end.heldBytes);
  const isOver = () => end.endLine - oldest() > maxLines || heldBytes() > maxBytes;
  const dropSurplus = () => {
    // Lines that the end has dropped leave a gap behind them: what is older goes, too.
    if (end.firstLine > base) older = [];
    while (older.length > 0 && isOver()) older = older.slice(0, -1);
  };
  return {
    get firstLine() {
      return oldest();
    },
    get endLine() {
      return end.endLine;
    },
    line(number) {
      if (number >= end.firstLine) return end.line(number);
      const segment = older.find(({ first }) => number >= first);
      return segment === undefined ? '' : segment.lines.line(number - segment.first);
    },
    append(text) {
      end.append(text);
      dropSurplus();
    },
    prepend(text) {
      const lines = createLineStore(Number.POSITIVE_INFINITY);
      lines.append(text);
      lines.endPartialLine();
      if (lines.endLine > 0) older.push({ first: oldest() - lines.endLine, lines });
    },
    get isFull() {
      return end.firstLine > base || end.endLine - oldest() >= maxLines || heldBytes() >= maxBytes;
    },
    get heldBytes() {
      return heldBytes();
    },
    clear() {
      older = [];
      end.clear();
      base = end.firstLine;
    },
  };
}
