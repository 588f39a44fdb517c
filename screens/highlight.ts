import type { Pattern } from '../src/lib/pattern.ts';
import type { Span, StyleName } from '../src/terminal/row.ts';

/**
 * The text as spans, with every place that the pattern finds marked.
 * @param pattern null: none
 */
export function highlighted(
  text: string,
  pattern: Pick<Pattern, 'places'> | null,
  style: StyleName,
): readonly Span[] {
  if (pattern === null) return [{ text, style }];
  const spans: Span[] = [];
  let end = 0;
  for (const { from, to } of pattern.places(text)) {
    if (from > end) spans.push({ text: text.slice(end, from), style });
    spans.push({ text: text.slice(from, to), style: 'match' });
    end = to;
  }
  return [...spans, { text: text.slice(end), style }];
}
