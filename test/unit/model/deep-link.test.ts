import { describe, expect, test } from 'vitest';
import { deepLink, formatDeepLink, parseDeepLink } from '../../../src/model/deep-link.ts';

describe('a link to a place', () => {
  test.each([
    [
      deepLink({ context: 'local', project: 'acme', screen: 'run', id: '019af2b0-1111' }),
      'vfjobs://local/acme/run/019af2b0-1111',
    ],
    [
      deepLink({ context: 'prod-eu', project: 'acme', screen: 'run', id: 'a', tab: 'live', line: 3912 }),
      'vfjobs://prod-eu/acme/run/a?tab=live&line=3912',
    ],
    [
      deepLink({ context: 'local', project: 'acme', screen: 'runs', filter: 'status:failed since:24h' }),
      'vfjobs://local/acme/runs?filter=status%3Afailed+since%3A24h',
    ],
    [
      deepLink({ context: 'My Prod', project: 'åäö/x', screen: 'batches' }),
      'vfjobs://My%20Prod/%C3%A5%C3%A4%C3%B6%2Fx/batches',
    ],
  ])('is read as it was written', (link, text) => {
    expect(formatDeepLink(link)).toBe(text);
    expect(parseDeepLink(text)).toEqual(link);
  });

  test.each([
    ['https://example.com/run/1'],
    ['not a link'],
    ['vfjobs://local/acme'],
    ['vfjobs://local/acme/secrets/1'],
    ['vfjobs://local/acme/run'],
    ['vfjobs://local/acme/run/a/b'],
    ['vfjobs://local/acme/runs/a'],
    ['vfjobs://user:pw@local/acme/runs'],
    ['vfjobs://local/acme/run/a?line=-1'],
    ['vfjobs://local/acme/run/%1b%5b31m'],
    ['vfjobs://local/acme/run/%e0%a4%a'],
    ['vfjobs:///acme/runs'],
    [`vfjobs://local/acme/run/${'a'.repeat(3_000)}`],
  ])('%j is refused', (text) => {
    expect(() => parseDeepLink(text)).toThrow(/no link of vfjobs/);
  });
});
