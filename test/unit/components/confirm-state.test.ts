import { describe, expect, test } from 'vitest';
import { type Choice, confirmReducer, confirmState, yesOrNo } from '../../../components/confirm-state.ts';
import { pressed } from './pressed.ts';

const leaving: readonly Choice[] = [
  { key: 'k', label: 'Keep it running', harmless: true },
  { key: 'w', label: 'Wait' },
  { key: 's', label: 'Stop' },
];

/** The first answer that the keys give; null when they give none. */
function answer(choices: readonly Choice[], ...keys: string[]): string | null {
  let state = confirmState(choices);
  for (const key of keys) {
    const next = confirmReducer(state, choices, pressed(key));
    if (next.answer !== null) return next.answer;
    state = next.state;
  }
  return null;
}

describe('confirm', () => {
  const choices = yesOrNo('Cancel run', 'Keep it');

  test.each([
    [['enter'], 'n'],
    [['escape'], 'n'],
    [['n'], 'n'],
    [['y'], 'y'],
    [['Y'], 'y'],
    [['left', 'enter'], 'y'],
    [['tab', 'enter'], 'y'],
    [['tab', 'tab', 'enter'], 'n'],
    [['shift-tab', 'enter'], 'y'],
    [['x'], null],
    [['paste:y'], null],
    [['ctrl-y'], null],
    [['alt-y'], null],
  ])('%j answers %j', (keys, expected) => {
    expect(answer(choices, ...keys)).toBe(expected);
  });

  test('several choices: the harmless one is focused and is what Esc and n answer', () => {
    expect(answer(leaving, 'enter')).toBe('k');
    expect(answer(leaving, 'escape')).toBe('k');
    expect(answer(leaving, 'n')).toBe('k');
    expect(answer(leaving, 's')).toBe('s');
    expect(answer(leaving, 'right', 'enter')).toBe('w');
    expect(answer(leaving, 'left', 'enter')).toBe('s');
    expect(answer(leaving, 'y')).toBe(null);
  });
});
