import { type Row, type Span, textRow } from '../src/terminal/row.ts';
import { padEnd, textWidth } from '../src/terminal/width.ts';
import { wrapWords } from './wrap-text.ts';

/** A command as the pages of keys show it. */
export interface KeyLine {
  readonly keys: string;
  /** Its id, where that is of interest. */
  readonly id?: string | undefined;
  readonly text: string;
  /** Behind the text, dim. */
  readonly note: string;
  readonly acts: boolean;
}

const keysWidth = 18;
const idWidth = 18;
/** Narrower than this, the text stands below its keys. */
const sideBySide = 70;

/** The rows of one command; nothing of it is cut off. */
export function keyRows(line: KeyLine, width: number): readonly Row[] {
  const keys: Span = { text: line.keys, style: line.acts ? 'warn' : 'strong' };
  const id: readonly Span[] = line.id === undefined ? [] : [{ text: `  ${line.id}`, style: 'dim' }];
  if (width < sideBySide) {
    const text = wrapWords(`${line.text}${line.note}`, Math.max(10, width - 5));
    return [
      { spans: [{ text: '   ' }, keys, ...id] },
      ...text.map((part) => textRow(`     ${part}`, 'plain')),
    ];
  }
  const idSpan = id.map(({ text, style }): Span => ({ text: padEnd(text, idWidth + 2), style }));
  const indent = 5 + Math.max(keysWidth, textWidth(line.keys)) + (id.length === 0 ? 0 : idWidth + 2);
  const head = [{ text: '   ' }, { ...keys, text: line.keys.padEnd(keysWidth) }, ...idSpan, { text: '  ' }];
  const room = Math.max(10, width - indent - 1);
  const [first = '', ...rest] = wrapWords(`${line.text}${line.note}`, room);
  const isNoted = first.endsWith(line.note) && rest.length === 0;
  const spans = isNoted
    ? [{ text: line.text }, { text: line.note, style: 'dim' as const }]
    : [{ text: first }];
  return [{ spans: [...head, ...spans] }, ...rest.map((part) => textRow(' '.repeat(indent) + part))];
}
