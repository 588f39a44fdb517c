import { expect, test } from 'vitest';
import { nearestNames } from '../../../src/lib/nearest-names.ts';

const names = ['ingest-document', 'index-knowledge', 'reports/weekly', 'flaky', 'chatter', 'chatter'];

test.each([
  ['flakey', ['flaky']],
  ['CHATER', ['chatter']],
  ['weekly', ['reports/weekly']],
  ['weakly', ['reports/weekly']],
  ['index', ['index-knowledge']],
  ['ingest-documents', ['ingest-document']],
  ['something-else', []],
])('%s is near to %j', (wanted, expected) => {
  expect(nearestNames(wanted, names, 3)).toEqual(expected);
});

test('names the best first, and no more than asked for', () => {
  expect(nearestNames('report', ['repair', 'reports/weekly', 'resort', 'rep'], 2)).toEqual([
    'reports/weekly',
    'resort',
  ]);
});
