import { literal } from '../src/lib/literal.ts';
import type { Span, StyleName } from '../src/terminal/row.ts';

/**
 * The text as spans, with every place that the pattern finds marked.
 * @param pattern a text, found in any case, or an expression with the flag `g`; null or empty: none
 */
export function highlighted(
  text: string,
  pattern: string | RegExp | null,
  style: StyleName,
): readonly Span[] {
  if (pattern === null || pattern === '') return [{ text, style }];
  const places = typeof pattern === 'string' ? new RegExp(literal(pattern), 'gi') : pattern;
  const spans: Span[] = [];
  let from = 0;
  for (const found of text.matchAll(places)) {
    // A pattern may find nothing at a place: there is nothing to mark.
    if (found[0] === '') continue;
    if (found.index > from) spans.push({ text: text.slice(from, found.index), style });
    spans.push({ text: found[0], style: 'match' });
    from = found.index + found[0].length;
  }
  return [...spans, { text: text.slice(from), style }];
}
