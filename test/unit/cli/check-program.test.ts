import { expect, test } from 'vitest';
import { checkProgram } from '../../../src/cli/doctor/check-program.ts';

const find = (versions: Record<string, string>, name: string) =>
  checkProgram({ ...process.versions, ...versions }).find((finding) => finding.name === name);

test.each([
  ['22.19.0', 'note'],
  ['24.14.9', 'note'],
  ['24.15.0', 'ok'],
  ['26.0.0', 'ok'],
])('Node %s is %s', (node, state) => {
  expect(find({ node }, 'node')?.state).toBe(state);
});

test.each([
  ['3.50.4', 'note'],
  ['3.51.2', 'note'],
  ['3.51.3', 'ok'],
  ['4.0.0', 'ok'],
])('SQLite %s is %s', (sqlite, state) => {
  expect(find({ sqlite }, 'sqlite')?.state).toBe(state);
});
