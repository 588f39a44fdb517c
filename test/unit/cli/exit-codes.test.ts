import { expect, test } from 'vitest';
import { exitCodeOfError, exitCodeOfRun } from '../../../src/cli/exit-codes.ts';
import { type ErrorKind, errorKinds } from '../../../src/model/errors.ts';
import type { RunReason, RunStatus } from '../../../src/model/run-status.ts';

const ends: [RunStatus, RunReason | null, number][] = [
  ['completed', 'ok', 0],
  ['failed', 'error', 1],
  ['failed', 'exit', 1],
  ['failed', 'signal', 1],
  ['failed', 'out-of-memory', 1],
  ['failed', 'lost', 1],
  ['failed', 'dependency', 1],
  ['failed', null, 1],
  ['failed', 'timeout', 124],
  ['cancelled', 'cancelled', 6],
  ['cancelled', null, 6],
];

test.each(ends)('a run that ended as %s (%s) ends the process with %i', (status, reason, code) => {
  expect(exitCodeOfRun({ status, reason })).toBe(code);
});

const codes: Record<ErrorKind, number> = {
  invalid: 2,
  ambiguous: 2,
  unsupported: 2,
  'not-found': 3,
  auth: 4,
  forbidden: 4,
  network: 5,
  timeout: 5,
  unavailable: 5,
  busy: 5,
  conflict: 1,
  storage: 1,
};

test.each(errorKinds)('a failure of kind %s has its exit code', (kind) => {
  expect(exitCodeOfError(kind)).toBe(codes[kind]);
});
