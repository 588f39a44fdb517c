import { describe, expect, test } from 'vitest';
import { cleanApiUrl, isCloud } from '../../../src/config/api-url.ts';
import { readEnvironment } from '../../../src/config/environment.ts';

describe('environment', () => {
  test('takes the API URL of the CLI before that of the SDKs', () => {
    expect(
      readEnvironment({ VERYFRONT_API_URL: 'https://a.test', VERYFRONT_API_BASE_URL: 'https://b.test' })
        .apiUrl,
    ).toBe('https://a.test');
    expect(readEnvironment({ VERYFRONT_API_BASE_URL: 'https://b.test' }).apiUrl).toBe('https://b.test');
  });

  test('takes the project in the order of the CLI', () => {
    const all = {
      VERYFRONT_PROJECT_SLUG: 'a',
      TENANT_PROJECT_SLUG: 'b',
      VERYFRONT_PROJECT_ID: 'c',
      TENANT_PROJECT_ID: 'd',
    };
    expect(readEnvironment(all).project).toBe('a');
    expect(readEnvironment({ ...all, VERYFRONT_PROJECT_SLUG: '' }).project).toBe('b');
    expect(readEnvironment({ VERYFRONT_PROJECT_ID: 'c', TENANT_PROJECT_ID: 'd' }).project).toBe('c');
  });

  test('counts an empty or blank variable as not set', () => {
    expect(readEnvironment({ VERYFRONT_API_TOKEN: ' ', VERYFRONT_API_URL: '' })).toEqual({
      apiUrl: null,
      token: null,
      project: null,
    });
  });
});

describe('cleanApiUrl', () => {
  test.each([
    ['https://x.test/', 'https://x.test'],
    [' https://x.test/graphql ', 'https://x.test/api'],
    ['https://x.test/graphql//', 'https://x.test/api'],
    ['http://127.0.0.1:80/base/', 'http://127.0.0.1:80/base'],
  ])('cleans %j', (given, cleaned) => {
    expect(cleanApiUrl(given)).toBe(cleaned);
  });

  test.each(['', 'x.test', 'ftp://x.test', 'javascript:alert(1)'])('refuses %j', (given) => {
    expect(() => cleanApiUrl(given)).toThrow(expect.objectContaining({ kind: 'invalid' }));
  });

  test('refuses credentials, and does not repeat them', () => {
    expect(() => cleanApiUrl('https://ops:s3cret@x.test')).toThrow(
      expect.objectContaining({ kind: 'invalid', message: expect.not.stringContaining('s3cret') }),
    );
  });

  test('knows the cloud by its host alone', () => {
    expect(isCloud('https://api.veryfront.com/x')).toBe(true);
    expect(isCloud('https://veryfront.com.evil.test')).toBe(false);
    expect(isCloud('https://notveryfront.com')).toBe(false);
  });
});
