import { statusGlyph, statusStyle } from '../components/status-badge.ts';
import type { Run } from '../src/model/run.ts';
import type { Span } from '../src/terminal/row.ts';

/**
 * How the newest runs stand, the newest at the right end, a glyph each.
 * @param runs newest first; undefined: not known
 * @param cells of the whole strip
 */
export function statusStrip(runs: readonly Run[] | undefined, cells: number): readonly Span[] {
  const shown = (runs ?? []).slice(0, cells).toReversed();
  return [
    { text: ' '.repeat(cells - shown.length) },
    ...shown.map(({ status }) => ({ text: statusGlyph(status), style: statusStyle(status) })),
  ];
}
