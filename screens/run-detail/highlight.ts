import type { Span, StyleName } from '../../src/terminal/row.ts';

/** The text as spans, with every place that holds the pattern, in any case, marked. */
export function highlighted(text: string, pattern: string | null, style: StyleName): readonly Span[] {
  if (pattern === null || pattern === '') return [{ text, style }];
  const lower = text.toLowerCase();
  const wanted = pattern.toLowerCase();
  // Lower case may be longer than the text was: then places in one are not places in the other.
  if (lower.length !== text.length) return [{ text, style: lower.includes(wanted) ? 'match' : style }];
  const spans: Span[] = [];
  let from = 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
    if (at > from) spans.push({ text: text.slice(from, at), style });
    spans.push({ text: text.slice(at, at + wanted.length), style: 'match' });
    from = at + wanted.length;
  }
  return [...spans, { text: text.slice(from), style }];
}
