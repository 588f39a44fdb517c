import { describe, expect, test } from 'vitest';
import { createFailureCodes, fingerprintHash, fingerprintOf } from '../../../src/model/fingerprint.ts';
import { failureGroups } from '../../fixtures/failures/messages.ts';

describe('fingerprintOf', () => {
  test.each(failureGroups.filter((group) => group.length > 1))(
    'groups what has one cause: %s',
    (...group) => {
      expect(new Set(group.map(fingerprintOf)).size, group.map(fingerprintOf).join('\n')).toBe(1);
    },
  );

  test('keeps apart what has different causes', () => {
    const byPrint = Map.groupBy(failureGroups, ([first = '']) => fingerprintOf(first));
    const shared = [...byPrint].filter(([, groups]) => groups.length > 1);
    expect(shared.map(([print, groups]) => [print, ...groups.map(([first]) => first)])).toEqual([]);
  });

  test('is its own fingerprint', () => {
    for (const message of failureGroups.flat()) {
      expect(fingerprintOf(fingerprintOf(message))).toBe(fingerprintOf(message));
    }
  });

  test.each([
    [
      'HTTP 429 from https://api.stripe.com/v1/invoices?page=3 retry-after=30',
      'HTTP 429 from https://api.stripe.com/v1/invoices retry-after=#',
    ],
    ['connect ECONNREFUSED 127.0.0.1:5432', 'connect ECONNREFUSED <ip>:#'],
    ['invoice in_1QabcD2eZv missing field "customer"', 'invoice in_<id> missing field "customer"'],
    ["ENOENT: no such file or directory, open '/a/b.csv'", 'ENOENT: no such file or directory, open "…"'],
    ['cannot read /var/lib/a.bin: input/output error', 'cannot read <path>: input/output error'],
    ['', 'no message'],
  ])('%s', (message, expected) => {
    expect(fingerprintOf(message)).toBe(expected);
  });

  test('is quick with long and hostile text', () => {
    const hostile = [
      'a'.repeat(100_000),
      "'".repeat(50_000),
      '/a'.repeat(50_000),
      '1:'.repeat(50_000),
      'a_'.repeat(50_000),
      '"'.repeat(99_999),
      '0-'.repeat(50_000),
      'a.'.repeat(50_000),
      'A1'.repeat(50_000),
    ];
    for (const message of hostile) expect(fingerprintOf(message).length).toBeLessThanOrEqual(300);
  });
});

test('a hash is short, and the same in every version', () => {
  expect(fingerprintHash('no message')).toBe(fingerprintHash('no message'));
  expect(fingerprintHash('a')).not.toBe(fingerprintHash('b'));
  expect(fingerprintHash('write EPIPE')).toMatch(/^[0-9a-z]{11}$/);
});

test('codes are given in order and kept', () => {
  const codes = createFailureCodes();
  expect([codes.of('b'), codes.of('a'), codes.of('b')]).toEqual(['E1', 'E2', 'E1']);
});
