import { expect, test } from 'vitest';
import {
  runFilterFromQuery,
  runFilterToQuery,
  runFromWire,
  runListQuery,
  runToWire,
  wireRun,
} from '../../../src/api/run.ts';
import { sampleRun } from '../../helpers/sample-run.ts';

const full = sampleRun({
  status: 'failed',
  reason: 'timeout',
  name: 'Weekly',
  config: { deep: { list: [1, null] } },
  output: 'x',
  error: { message: 'late', code: 'E_LATE', detail: { ms: 5 } },
  progress: { done: 1, total: 2, note: null },
  retryOf: 'other',
  attempt: 2,
  version: 9,
});

test('a run survives the wire', () => {
  expect(runFromWire(wireRun.parse(JSON.parse(JSON.stringify(runToWire(full)))))).toEqual(full);
});

test('a run of a server without our additions has null for them', () => {
  const { name: _, reason: __, version: ___, progress: ____, ...documented } = runToWire(full);
  const read = runFromWire(wireRun.parse(documented));
  expect(read).toMatchObject({ name: null, reason: null, version: null, progress: null, status: 'failed' });
});

test('an error without a code has no such key: null would be refused', () => {
  const wire = JSON.parse(JSON.stringify(runToWire(sampleRun({ error: { message: 'no' } }))));
  expect(wire.error).toEqual({ message: 'no' });
});

test('a filter survives the query', () => {
  const filter = { statuses: ['pending', 'waiting'], kind: 'task', text: 'a,b', batchId: 'x' } as const;
  const query = JSON.parse(JSON.stringify(runFilterToQuery(filter)));
  expect(runFilterFromQuery(runListQuery.parse(query))).toMatchObject(filter);
});

test('a reason that only a newer server knows counts as not told', () => {
  const wire = { ...runToWire(full), reason: 'evicted' };
  expect(runFromWire(wireRun.parse(wire)).reason).toBeNull();
});

test('a time in a query is read in any form of ISO 8601 and refused otherwise', () => {
  const since = '2026-01-01T01:00:00+01:00';
  expect(runListQuery.parse({ since }).since).toBe('2026-01-01T00:00:00.000Z');
  expect(() => runListQuery.parse({ since: 'yesterday' })).toThrow('ISO 8601');
});
