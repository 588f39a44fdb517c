import { expect, test } from 'vitest';
import { slimRun } from '../../../src/model/slim-run.ts';
import { sampleRun } from '../../helpers/sample-run.ts';

test('says what a run was given, in a few characters', () => {
  expect(slimRun(sampleRun({ config: { nested: {}, customer: 'cus_9AA', page: 2 } })).given).toBe(
    'customer=cus_9AA',
  );
  expect(slimRun(sampleRun({ input: { topic: 'x'.repeat(500) } })).given).toHaveLength(40);
  expect(slimRun(sampleRun({ input: 'plain' })).given).toBe('plain');
  expect(slimRun(sampleRun({ input: [1, 2] })).given).toBe('');
});

test('runs that were given the same have the same hash; what was not listed has none', () => {
  const hash = (members: Parameters<typeof sampleRun>[0]) => slimRun(sampleRun(members)).givenHash;
  expect(hash({ id: 'a', config: { page: 1 } })).toBe(hash({ id: 'b', config: { page: 1 } }));
  expect(hash({ config: { page: 1 } })).not.toBe(hash({ config: { page: 2 } }));
  expect(hash({ omitted: ['config'] })).toBeNull();
});

test('a failed run says what went wrong, even where there is no message', () => {
  const failed = { status: 'failed', reason: 'timeout', reasonText: 'timeout after 300 s' } as const;
  expect(slimRun(sampleRun(failed))).toMatchObject({
    message: 'timeout after 300 s',
    fingerprint: 'timeout after # s',
  });
  expect(slimRun(sampleRun({ ...failed, error: { message: ' ' }, reasonText: null })).message).toBe(
    'timeout',
  );
  expect(slimRun(sampleRun({ status: 'failed' })).message).toBe('failed without a message');
  expect(
    slimRun(sampleRun({ status: 'running', error: { message: 'of the attempt before' } })).fingerprint,
  ).toBeNull();
});

test('a text that is known is not read again', () => {
  const run = sampleRun({ status: 'failed', error: { message: 'HTTP 429' } });
  const known = { ...slimRun(run), fingerprint: 'as it was' };
  expect(slimRun(run, known).fingerprint).toBe('as it was');
  expect(slimRun({ ...run, error: { message: 'HTTP 500' } }, known).fingerprint).toBe('HTTP 500');
});
