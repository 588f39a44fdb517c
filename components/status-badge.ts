import type { RunStatus } from '../src/model/run-status.ts';
import type { Span, StyleName } from '../src/terminal/row.ts';

interface Badge {
  readonly glyph: string;
  readonly style: StyleName;
}

// Plain ASCII, so that every terminal and font shows them, and told apart without colour.
const badges: Readonly<Record<RunStatus | 'unknown', Badge>> = {
  running: { glyph: '>', style: 'active' },
  waiting: { glyph: '~', style: 'waiting' },
  pending: { glyph: '.', style: 'dim' },
  completed: { glyph: '+', style: 'ok' },
  failed: { glyph: 'x', style: 'bad' },
  cancelled: { glyph: '-', style: 'warn' },
  unknown: { glyph: '?', style: 'warn' },
};

/** One character for a status; always shown next to its word. */
export function statusGlyph(status: RunStatus | 'unknown'): string {
  return badges[status].glyph;
}

export function statusStyle(status: RunStatus | 'unknown'): StyleName {
  return badges[status].style;
}

/** Glyph and word of a status in its style, as in `> running`. */
export function statusBadge(status: RunStatus | 'unknown'): Span {
  return { text: `${badges[status].glyph} ${status}`, style: badges[status].style };
}
