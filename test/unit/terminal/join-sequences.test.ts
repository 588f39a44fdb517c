import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSequenceJoiner, lateSequenceIn } from '../../../src/terminal/join-sequences.ts';
import { type MouseEvent, withoutMouse } from '../../../src/terminal/mouse.ts';

describe('sequences that a slow link has cut', () => {
  test('are whole again wherever they were cut, but for an Esc that came alone', () => {
    const keys = ['\x1b[A', '\x1b[1;5C', '\x1bOP', '\x1b[<65;10;20M', '\x1b[200~pasted\x1b[201~', 'x', 'Y'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...keys)), fc.array(fc.nat(200)), (typed, cuts) => {
        const text = typed.join('');
        const places = [...new Set(cuts)]
          .filter((at) => at < text.length && text[at - 1] !== '\x1b')
          .sort((a, b) => a - b);
        const chunks = [0, ...places].map((at, index) => text.slice(at, places[index]));
        const joiner = createSequenceJoiner();
        const joined = chunks.map((chunk, index) => joiner.join(chunk, index * 100));
        expect(joined.join('')).toBe(text);
        for (const piece of joined) expect(piece).not.toMatch(/\x1b(?:\[[0-9;<]*|O)$/);
      }),
    );
  });

  test('a half whose rest never comes is thrown away', () => {
    const joiner = createSequenceJoiner();
    expect(joiner.join('a\x1b[1;', 0)).toBe('a');
    expect(joiner.join('b', 5_000)).toBe('b');
  });

  test('the rest of one whose Esc was taken for the key is no keys; what is typed later is', () => {
    expect(lateSequenceIn('[A', 100)).toBe('[A');
    expect(lateSequenceIn('OPx', 100)).toBe('OP');
    expect(lateSequenceIn('[', 100)).toBe('');
    expect(lateSequenceIn('X', 100)).toBe('');
    expect(lateSequenceIn('[A', 3_000)).toBe('');
  });
});

test('reports of a mouse are taken out, and told with cells counted from 0', () => {
  const events: MouseEvent[] = [];
  const rest = withoutMouse('a\x1b[<0;1;2Mb\x1b[<0;1;2m\x1b[<65;30;4Mc\x1b[<35;9;9M', (event) =>
    events.push(event),
  );
  expect(rest).toBe('abc');
  expect(events).toEqual([
    { kind: 'click', x: 0, y: 1 },
    { kind: 'wheel-down', x: 29, y: 3 },
  ]);
});
