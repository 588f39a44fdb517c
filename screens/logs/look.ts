import type { MergedState } from '../../src/store/merged-state.ts';
import type { Row, Span, StyleName } from '../../src/terminal/row.ts';

/** Styles that tell runs apart; none that says how something went. */
const styles: readonly StyleName[] = ['active', 'waiting', 'accent', 'strong', 'plain', 'dim'];

export function tagStyle(run: number): StyleName {
  return styles[run % styles.length] ?? 'plain';
}

/** The tag before a line. */
export function tagSpan({ tags }: MergedState, run: number): Span {
  return { text: `${tags[run] ?? ''} `, style: tagStyle(run) };
}

/** The runs with the keys that hide them; what is hidden stands in brackets. */
export function legendRow({ tags, pane }: MergedState): Row {
  const spans = tags.map((tag, run): Span => {
    const isHidden = pane.filter.hiddenRuns.includes(run);
    const key = run < 9 ? `${run + 1} ` : '';
    return { text: ` ${key}${isHidden ? `(${tag})` : tag} `, style: isHidden ? 'dim' : tagStyle(run) };
  });
  return { spans };
}
