import { parseLogLine } from '../model/log.ts';
import type { LineSource, ShownLines } from './line-source.ts';

/** The place of the first line that is not older than a moment: lines come in the order of their times, or nearly. */
export function placeAt(source: LineSource, shown: ShownLines, epochMs: number): number {
  let low = 0;
  let high = shown.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (parseLogLine(source.line(shown.at(middle))).at < epochMs) low = middle + 1;
    else high = middle;
  }
  return low;
}
