import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chunkOfText } from '../../../src/client/log-fallback.ts';
import { logLinesToText } from '../../../src/model/log.ts';

const whole = Number.MAX_SAFE_INTEGER;

test('every line gets a prefix of unknown time', () => {
  expect(chunkOfText('a\nb\n', true, 0, whole).text).toBe('0000000000000o a\n0000000000000o b\n');
});

test('a line that has not ended is held back until the log is complete', () => {
  expect(chunkOfText('a\npart', false, 0, whole).text).toBe('0000000000000o a\n');
  expect(chunkOfText('a\npart', true, 0, whole).text).toBe('0000000000000o a\n0000000000000o part\n');
});

test('no log is an empty log', () => {
  expect(chunkOfText(null, true, 0, whole)).toEqual({ text: '', nextByte: 0, totalBytes: 0 });
});

test('a negative start finds the next line', () => {
  const { text, nextByte, totalBytes } = chunkOfText('one\ntwo\nthree\n', true, -25, whole);
  expect(text).toBe('0000000000000o three\n');
  expect(nextByte).toBe(totalBytes);
});

test('a line longer than the limit is sent whole', () => {
  const { text } = chunkOfText(`${'x'.repeat(5000)}\nb\n`, true, 0, 1024);
  expect(text).toBe(`0000000000000o ${'x'.repeat(5000)}\n`);
});

test('reading piece by piece gives every line once', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme' })),
      fc.integer({ min: 1, max: 100 }),
      (parts, limit) => {
        const logs = parts.map((part) => `${part.replaceAll('\n', ' ')}\n`).join('');
        let read = '';
        for (let at = 0; ; ) {
          const chunk = chunkOfText(logs, true, at, limit);
          read += chunk.text;
          at = chunk.nextByte;
          if (at === chunk.totalBytes) break;
        }
        expect(logLinesToText(read)).toBe(logs);
      },
    ),
  );
});
