import type { Span, StyleName } from '../../src/terminal/row.ts';

/** The text as spans, with every place that the pattern finds marked. */
export function highlighted(text: string, places: RegExp | null, style: StyleName): readonly Span[] {
  if (places === null) return [{ text, style }];
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
