import { describe, expect, test } from 'vitest';
import { logPrefix } from '../../../../src/model/log.ts';
import { compareLogs } from '../../../../src/store/comparing/compare-logs.ts';

const breathe = () => Promise.resolve();

describe('two logs compared', () => {
  test('are the same when only times, ids and numbers differ', async () => {
    const before = log(['fetched page 1 in 40ms', 'run 019af2b0-1111-7000-8000-0000000000a1 done'], 1_000);
    const after = log(['fetched page 1 in 95ms', 'run 019af2b0-2222-7000-8000-0000000000b2 done'], 9_000);
    const difference = await compareLogs(before, after, breathe);
    expect(difference).toMatchObject({ alike: null, hunks: [], newErrors: [], lines: [2, 2] });
  });

  test('part at a line, and the places where they differ are told', async () => {
    const before = log(['one', 'two', 'three', 'four']);
    const after = log(['one', 'two', 'something else', 'four', 'and more']);
    const { alike, hunks } = await compareLogs(before, after, breathe);
    expect(alike).toBe(2);
    expect(hunks).toEqual([
      { before: [{ number: 3, text: 'three' }], after: [{ number: 3, text: 'something else' }] },
      { before: [], after: [{ number: 5, text: 'and more' }] },
    ]);
  });

  test('errors that the first one does not have are told once each, with their number', async () => {
    const before = log(['ERROR could not reach host-1 in 30s']);
    const after = log(['ERROR could not reach host-1 in 31s', 'ERROR no space left', 'ERROR no space left']);
    const { newErrors } = await compareLogs(before, after, breathe);
    expect(newErrors).toEqual([
      { fingerprint: 'ERROR no space left', count: 2, first: { number: 2, text: 'ERROR no space left' } },
    ]);
  });

  test("the executor's own lines are left out", async () => {
    const system = `${logPrefix(1, 'system')}attempt 2\n`;
    const before = log(['one']);
    const { alike } = await compareLogs(before, { text: system + before.text, isCut: false }, breathe);
    expect(alike).toBeNull();
  });

  test('empty logs are the same', async () => {
    expect(await compareLogs(log([]), log([]), breathe)).toMatchObject({ lines: [0, 0], alike: null });
  });

  test('a mebibyte with nothing in common ends, and keys come in between', async () => {
    const many = (word: string) =>
      log(Array.from({ length: 12_000 }, (_, n) => `${word}${letters(n)} of ${'x'.repeat(40)}`));
    let breaths = 0;
    const difference = await compareLogs(many('left'), many('right'), async () => {
      breaths++;
    });
    expect(difference).toMatchObject({ alike: 0, hunks: null });
    expect(difference.parting.after).toHaveLength(6);
    expect(breaths).toBeGreaterThan(20);
  });

  test('keys come in between also while many edits are looked for', async () => {
    const every = (word: string) =>
      log(Array.from({ length: 600 }, (_, n) => (n % 2 === 0 ? letters(n) : `${word}${letters(n)}`)));
    let turns = 0;
    let next = setImmediate(function count() {
      turns++;
      next = setImmediate(count);
    });
    const difference = await compareLogs(every('left'), every('right'), breathe);
    clearImmediate(next);
    expect(difference.hunks).not.toBeNull();
    expect(difference.moreHunks).toBe(260);
    expect(turns).toBeGreaterThan(300);
  });
});

function log(lines: readonly string[], at = 1_000) {
  return {
    text: lines.map((line, index) => `${logPrefix(at + index, 'stdout')}${line}\n`).join(''),
    isCut: false,
  };
}

/** A word of letters for a number: digits would be left out of the comparison. */
function letters(number: number): string {
  return [...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
}
