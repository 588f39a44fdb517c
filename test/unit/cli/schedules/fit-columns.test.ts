import { expect, test } from 'vitest';
import { fitColumns } from '../../../../src/cli/schedules/fit-columns.ts';

const rows = [{ name: 'nightly', zone: 'Europe/Stockholm', note: 'first' }];

test.each([
  [40, ['name', 'zone', 'note']],
  [37, ['name', 'zone']],
  [20, ['name']],
  [1, ['name']],
])('in %s cells there is room for %s', (width, titles) => {
  expect(Object.keys(fitColumns(rows, width, ['note', 'zone'])[0] ?? {})).toEqual(titles);
});
