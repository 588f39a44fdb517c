import { renderToString } from 'ink';
import { describe, expect, test } from 'vitest';
import { TextArea } from '../../components/text-area.tsx';
import { textAreaReducer, textAreaState } from '../../components/text-area-state.ts';
import { pressed } from '../unit/components/pressed.ts';

/** What a text area of 8x3 cells shows after keys. */
function areaAfter(value: string, ...keys: string[]): string[] {
  const state = keys.reduce((before, key) => textAreaReducer(before, pressed(key)), textAreaState(value));
  const printed = renderToString(<TextArea state={state} width={8} height={3} focused={false} />, {
    columns: 20,
  });
  return printed.split('\n').map((line) => line.trimEnd());
}

describe('text area', () => {
  test('shows the lines around the cursor and cuts long ones', () => {
    expect(areaAfter('one\n\nthree is long\nfour')).toEqual(['one', '', 'three i…']);
    expect(areaAfter('one\n\nthree is long\nfour', 'down', 'down', 'down')).toEqual(['', 'three i…', 'four']);
  });

  test('draws nothing hostile that it was given', () => {
    expect(areaAfter('a\x1b[2Jb\x07')).toEqual(['ab', '', '']);
  });
});
