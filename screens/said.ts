import { type Row, textRow } from '../src/terminal/row.ts';
import { sanitize } from '../src/terminal/sanitize.ts';
import { wrapWords } from './wrap-text.ts';

/** A text from outside as rows, broken between words. */
export function said(text: string, width: number, style?: 'bad' | 'dim'): readonly Row[] {
  return text
    .split('\n')
    .flatMap((line) => wrapWords(sanitize(line), Math.max(8, width - 2)))
    .map((line) => textRow(` ${line}`, style));
}
