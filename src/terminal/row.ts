/** What a piece of text means; `style.ts` says how each looks. Never a colour by name. */
export type StyleName =
  | 'plain'
  | 'dim'
  | 'strong'
  | 'ok'
  | 'bad'
  | 'warn'
  | 'active'
  | 'waiting'
  | 'accent'
  | 'match'
  | 'selected';

/** Text of one style. The compositor sanitizes and clips it, so it may be hostile. */
export interface Span {
  readonly text: string;
  readonly style?: StyleName | undefined;
}

/** One line of a pane. */
export interface Row {
  readonly spans: readonly Span[];
  /** The whole width in reverse video: the cursor row. */
  readonly selected?: boolean | undefined;
}

/** A row of one span. */
export function textRow(text: string, style?: StyleName): Row {
  return { spans: [{ text, style }] };
}
