import { beforeAll, describe, expect, test } from 'vitest';
import { loadPatterns, type Pattern, patternOf, textPattern } from '../../../src/lib/pattern.ts';

beforeAll(loadPatterns);

const ignoreCase = true;
const found = (pattern: Pattern, text: string) =>
  [...pattern.places(text)].map(({ from, to }) => text.slice(from, to));

describe('a pattern', () => {
  test.each(['(a+)+$', '(a|a)*b', '.*.*.*=x', '(x+x+)+y'])(
    '%s comes to an end over a hostile text',
    (source) => {
      const text = `${'a'.repeat(20_000)}${'x'.repeat(20_000)}!`;
      // RegExp would need longer than this machine will last: the time that a test may take tells.
      expect(patternOf(source, { ignoreCase }).test(text)).toBe(false);
      expect(found(patternOf(source, { ignoreCase }), text.slice(-4_000))).toEqual([]);
    },
  );

  test('tells its places, and none that are empty', () => {
    expect(found(patternOf('b*', { ignoreCase }), '\u{1f600}aBba b')).toEqual(['Bb', 'b']);
    expect(found(patternOf('é+', { ignoreCase: false }), 'éÉ é')).toEqual(['é', 'é']);
    expect(found(textPattern('a.B', { ignoreCase }), 'axb A.b')).toEqual(['A.b']);
    expect(found(textPattern('', { ignoreCase }), 'abc')).toEqual([]);
  });

  test.each([
    ['(', 'missing closing ): `(`'],
    ['(?=a)', 'invalid or unsupported Perl syntax: `(?=`'],
    ['(a)\\1', 'invalid escape sequence: `\\1`'],
  ])('%s says what is wrong', (source, problem) => {
    expect(() => patternOf(source, { ignoreCase })).toThrow(new SyntaxError(problem));
  });
});
