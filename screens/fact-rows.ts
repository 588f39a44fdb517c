import type { Row, StyleName } from '../src/terminal/row.ts';
import { sanitize } from '../src/terminal/sanitize.ts';
import { padEnd } from '../src/terminal/width.ts';
import { wrapWords } from './wrap-text.ts';

const labelWidth = 12;

/** What is known of something: a label, its value, and the style where it is not plain. */
export type Fact = readonly [label: string, value: string | null, style?: StyleName];

/** A line per fact, longer ones wrapped; facts that are not known are left out. */
export function factRows(facts: readonly Fact[], width: number): readonly Row[] {
  return facts.flatMap(([label, value, style = 'plain']) => {
    if (value === null || value === '') return [];
    const room = Math.max(8, width - labelWidth - 4);
    const lines = value.split('\n').flatMap((line) => wrapWords(sanitize(line), room));
    return lines.map((text, index) => ({
      spans: [
        { text: ` ${padEnd(index === 0 ? label : '', labelWidth)}  `, style: 'dim' as const },
        { text, style },
      ],
    }));
  });
}
